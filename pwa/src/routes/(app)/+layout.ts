import { redirect } from '@sveltejs/kit';
import { loadFirstWords, loadWords } from '#i18n/index.svelte.ts';
import { furnish } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { session } from '#lib/session.svelte.ts';
import { rooms } from '#rooms/index.ts';
import type { LayoutLoad } from './$types';

furnish(rooms);

/** Screens whose words come with the first ones. */
const FIRST: readonly (string | null)[] = [
  '/(app)',
  '/(app)/van-kien',
  '/(app)/van-kien/[id]',
  '/(app)/thong-bao',
];

/** Only signed-in people get further; the phone knows who that is also without a network. */
export const load: LayoutLoad = async ({ route, url }) => {
  await Promise.all([session.open(), loadFirstWords()]);
  if (session.state === 'signed_out') redirect(307, routes.signIn(url.pathname + url.search));
  // Who holds a position has places of other rooms in the side bar.
  if (!FIRST.includes(route.id) || session.current?.positions.length !== 0) await loadWords();
};
