import { redirect } from '@sveltejs/kit';
import { loadWords } from '#i18n/index.svelte.ts';
import { furnish } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { session } from '#lib/session.svelte.ts';
import { rooms } from '#rooms/index.ts';
import type { LayoutLoad } from './$types';

furnish(rooms);

/** Only signed-in people get further; the phone knows who that is also without a network. */
export const load: LayoutLoad = async ({ url }) => {
  await Promise.all([session.open(), loadWords()]);
  if (session.state === 'signed_out') redirect(307, routes.signIn(url.pathname + url.search));
};
