import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { session, type Session } from '#lib/session.svelte.ts';
import { dropSnapshot, keepSnapshot, keepSnapshots, snapshot } from '#offline/snapshots.ts';

type CodeState = components['schemas']['CodeStateRead'];
type DataRequest = components['schemas']['DataRequestRead'];

/** Members without a working account; `more`: there are further pages nobody needs to count. */
export interface NotActive {
  count: number;
  more: boolean;
}

/** Open requests about data, and the day that comes next. */
export interface OpenRequests {
  count: number;
  overdue: number;
  next: string | null;
}

export interface Tasks {
  notActive: NotActive;
  requests: OpenRequests;
}

const CODES = 'home.codes';
const REQUESTS = 'home.requests';
const MOST = 200;
/** Codes change when papers are handed out, a few times a month. */
const CODES_LAST = 15 * 60_000;

const query = { params: { query: { limit: MOST } } } as const;

/** What a page of code states means for the secretary; closed accounts are nobody's task. */
export function notActiveIn(page: {
  items: readonly Pick<CodeState, 'state'>[];
  next_cursor: string | null;
}): NotActive {
  const waiting: readonly CodeState['state'][] = ['not_issued', 'waiting', 'expired'];
  const count = page.items.filter(({ state }) => waiting.includes(state)).length;
  return { count, more: page.next_cursor !== null };
}

/** What a page of requests means for whoever answers them. */
export function openIn(
  requests: readonly Pick<DataRequest, 'state' | 'overdue' | 'acknowledge_by' | 'finish_by'>[],
): OpenRequests {
  const open = requests.filter(({ state }) => state === 'received' || state === 'acknowledged');
  const days = open.map(({ state, acknowledge_by, finish_by }) =>
    state === 'received' ? acknowledge_by : finish_by,
  );
  return {
    count: open.length,
    overdue: open.filter(({ overdue }) => overdue).length,
    next: days.sort()[0] ?? null,
  };
}

async function read<From, To>(
  call: Promise<Result<From>>,
  turn: (data: From) => To,
): Promise<Result<To>> {
  const result = await call;
  return result.ok ? { ...result, data: turn(result.data) } : result;
}

async function syncCodes({ permissions }: Session): Promise<Result<unknown>> {
  if (!permissions.includes('signin.issue_codes')) return nothing(CODES);
  const before = await snapshot(CODES);
  if (before && Date.now() - before.at < CODES_LAST) return done;
  return keepSnapshot(CODES, read(ask(api.GET('/api/signin/codes', query)), notActiveIn));
}

async function syncRequests({ permissions }: Session): Promise<Result<unknown>> {
  if (!permissions.includes('members.handle_requests')) return nothing(REQUESTS);
  const call = ask(api.GET('/api/members/requests', query));
  return keepSnapshot(
    REQUESTS,
    read(call, ({ items }) => openIn(items)),
  );
}

const done: Result<undefined> = { ok: true, data: undefined, etag: null };

/** A position that ended takes its tasks along. */
async function nothing(name: string): Promise<Result<undefined>> {
  await dropSnapshot(name);
  return done;
}

/** Brings in what waits for those who lead a unit. */
export function syncTasks(): Promise<Result<undefined>> {
  const { current } = session;
  if (!current) return Promise.resolve(done);
  return keepSnapshots([syncCodes(current), syncRequests(current)]);
}

/** What waits, as last brought in: a query for `live`. */
export async function loadTasks(): Promise<Tasks> {
  const codes = await snapshot<NotActive>(CODES);
  const requests = await snapshot<OpenRequests>(REQUESTS);
  return {
    notActive: codes?.data ?? { count: 0, more: false },
    requests: requests?.data ?? { count: 0, overdue: 0, next: null },
  };
}

export async function hasTasks(): Promise<boolean> {
  const { notActive, requests } = await loadTasks();
  return notActive.count > 0 || requests.count > 0;
}
