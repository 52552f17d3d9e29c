import { api, ask, type Result } from '#api/client.ts';
import { session } from '#lib/session.svelte.ts';
import { keepSnapshot, keepSnapshots, snapshot } from '#offline/snapshots.ts';
import type { Kept } from './rows.ts';

/** A card hardly ever changes: the app coming to the front is no reason to ask again. */
const CARD_LASTS = 60 * 60_000;
const MOST = 200;

async function items<T>(call: Promise<Result<{ items: T }>>): Promise<Result<T>> {
  const result = await call;
  return result.ok ? { ...result, data: result.data.items } : result;
}

const limited = { params: { query: { limit: MOST } } } as const;

const sources: { [Name in keyof Kept]: () => Promise<Result<Kept[Name]>> } = {
  'me.card': () => ask(api.GET('/api/members/me')),
  'me.history': () => ask(api.GET('/api/members/me/history')),
  'me.devices': () => items(ask(api.GET('/api/signin/devices', limited))),
  'me.means': () => ask(api.GET('/api/signin/means')),
  'me.requests': () => items(ask(api.GET('/api/members/me/requests', limited))),
  'me.views': () => items(ask(api.GET('/api/members/me/views', limited))),
};

/** Brings these in for a screen that has just been opened; the screen shows what is there meanwhile. */
export function bringIn(...names: readonly (keyof Kept)[]): Promise<Result<undefined>> {
  return keepSnapshots(names.map((name) => keepSnapshot<unknown>(name, sources[name]())));
}

/** The member's card, when it is old, and what became of his requests; others have neither. */
export async function syncMe(): Promise<Result<undefined>> {
  if (!session.current?.member_id) return { ok: true, data: undefined, etag: null };
  const card = await snapshot('me.card');
  const old = !card || Date.now() - card.at > CARD_LASTS;
  return old ? bringIn('me.card', 'me.requests') : bringIn('me.requests');
}
