import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { session } from '#lib/session.svelte.ts';
import { dropSnapshot, keepSnapshot, snapshot } from '#offline/snapshots.ts';

type CodeState = components['schemas']['CodeStateRead'];

/** Members without a working account; `more`: there are further pages nobody needs to count. */
export interface NotActive {
  count: number;
  more: boolean;
}

const CODES = 'home.codes';
const MOST = 200;
/** Codes change when papers are handed out, a few times a month. */
const LASTS = 15 * 60_000;

const query = { params: { query: { limit: MOST } } } as const;
const done: Result<undefined> = { ok: true, data: undefined, etag: null };

/** What a page of code states means for the secretary; closed accounts are nobody's task. */
export function notActiveIn(page: {
  items: readonly Pick<CodeState, 'state'>[];
  next_cursor: string | null;
}): NotActive {
  const waiting: readonly CodeState['state'][] = ['not_issued', 'waiting', 'expired'];
  const count = page.items.filter(({ state }) => waiting.includes(state)).length;
  return { count, more: page.next_cursor !== null };
}

async function counted(): Promise<Result<NotActive>> {
  const result = await ask(api.GET('/api/signin/codes', query));
  return result.ok ? { ...result, data: notActiveIn(result.data) } : result;
}

/** Brings in who waits for a paper, for those who print them; a position that ended takes it along. */
export async function syncTasks(): Promise<Result<unknown>> {
  if (!session.may('signin.issue_codes')) {
    await dropSnapshot(CODES);
    return done;
  }
  const before = await snapshot(CODES);
  if (before && Date.now() - before.at < LASTS) return done;
  return keepSnapshot(CODES, counted());
}

/** Who waits, as last brought in: a query for `live`. */
export async function loadNotActive(): Promise<NotActive> {
  return (await snapshot<NotActive>(CODES))?.data ?? { count: 0, more: false };
}
