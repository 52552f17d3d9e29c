import { furnish } from '#lib/rooms.ts';
import { settings } from '#lib/settings.svelte.ts';
import { rooms } from '#rooms/index.ts';

/** Before the first screen: the look chosen on this phone, and which rooms there are. */
export async function init(): Promise<void> {
  furnish(rooms);
  await settings.start();
}
