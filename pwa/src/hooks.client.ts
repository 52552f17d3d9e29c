import { routes } from '#lib/routes.ts';
import { session } from '#lib/session.svelte.ts';
import { settings } from '#lib/settings.svelte.ts';

const OPEN = [routes.signIn(), routes.activate(), routes.security(), routes.signOut()];

/** Before the first screen: the look chosen on this phone; who is signed in is asked while its files still come. */
export async function init(): Promise<void> {
  if (!OPEN.includes(location.pathname)) void session.open();
  await settings.start();
}
