import { settings } from '#lib/settings.svelte.ts';

/** Before the first screen: the look chosen on this phone. */
export async function init(): Promise<void> {
  await settings.start();
}
