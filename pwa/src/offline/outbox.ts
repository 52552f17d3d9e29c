import { OWN_PAGE } from '#api/own-page.ts';
import { readProblem, type Problem } from '#api/problem.ts';
import { table } from './database.ts';
import { nextAttempt } from './backoff.ts';
import type { Snapshot } from './snapshots.ts';
import { uuid7 } from './uuid7.ts';

/** The tag of Background Sync for what waits here. */
export const OUTBOX = 'outbox';

/** Something the person did that the server does not know yet. */
export interface OutboxRow {
  id: string;
  method: 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** Sent as JSON; a file as its bytes. */
  body?: unknown;
  if_match?: string | undefined;
  room: string;
  /** What the person did, for the list of things that wait: a key of the dictionary and its values. */
  label_key: string;
  label_values: Readonly<Record<string, string | number>>;
  /** Rows of one resource are sent in the order they were made. */
  resource: string;
  created_at: number;
  attempts: number;
  next_at: number;
  /** The server's final no; the row stays until the person tries again or discards it. */
  refusal: Problem | null;
}

export type Draft = Pick<OutboxRow, 'method' | 'path' | 'room' | 'label_key'> &
  Partial<Pick<OutboxRow, 'id' | 'body' | 'if_match' | 'label_values' | 'resource'>> & {
    /** Stays on the phone until then (ms since 1970), so that it can still be taken back. */
    not_before?: number;
  };

/** How a flush ended; `rooms` are those whose rows were sent. */
export interface Flushed {
  state: 'done' | 'offline' | 'signed_out';
  rooms: string[];
}

const LOCK = 'handbook-outbox';
const SEND_TIMEOUT = 30_000;
/** A photo may take as long as a weak network needs. */
const FILE_TIMEOUT = 5 * 60_000;

export const outbox = table<OutboxRow>('outbox');
const snapshots = table<Snapshot<readonly string[]>>('snapshots');
const DISCARDED = 'outbox.discarded';

/** What waits, oldest first. */
export function pending(): Promise<OutboxRow[]> {
  return outbox.orderBy('created_at').toArray();
}

/**
 * Keeps one thing to send. A PUT or DELETE replaces what still waits for the same address:
 * the last state is the one that counts, and a refused one has been answered by doing it again.
 */
export async function enqueue({ not_before = 0, ...draft }: Draft): Promise<OutboxRow> {
  const row: OutboxRow = {
    label_values: {},
    resource: draft.path,
    ...draft,
    id: draft.id ?? uuid7(),
    created_at: Date.now(),
    attempts: 0,
    next_at: not_before,
    refusal: null,
  };
  const replaces = row.method === 'PUT' || row.method === 'DELETE';
  await outbox.db.transaction('rw', outbox, async () => {
    const last = await outbox.orderBy('created_at').last();
    // Two rows of one millisecond, or a clock set back, must not change places.
    if (last && last.created_at >= row.created_at) row.created_at = last.created_at + 1;
    if (replaces) {
      await outbox
        .filter((old) => old.path === row.path && (old.method === 'PUT' || old.method === 'DELETE'))
        .delete();
    }
    await outbox.add(row);
  });
  return row;
}

/** Lets a refused or waiting row go at the next flush. */
export async function retry(id: string): Promise<void> {
  await outbox.update(id, { refusal: null, next_at: 0, attempts: 0 });
}

/** Lets everything go at the next flush that waits for its turn or for a change of mind, but not what was refused. */
export async function hurry(): Promise<void> {
  await outbox.filter((row) => !row.refusal).modify({ next_at: 0 });
}

/** Gives a row up for good; the caller has asked the person. */
export async function discard(id: string): Promise<void> {
  await outbox.db.transaction('rw', outbox, snapshots, async () => {
    await snapshots.put({ name: DISCARDED, data: [...(await discarded()), id], at: Date.now() });
    await outbox.delete(id);
  });
}

/** What was given up on this phone: a row that is gone and not among these was sent. */
export async function discarded(): Promise<ReadonlySet<string>> {
  return new Set((await snapshots.get(DISCARDED))?.data);
}

let running: Promise<Flushed> | undefined;

/** Sends what is due, one flush at a time over all tabs and the service worker; never throws. */
export function flush(): Promise<Flushed> {
  running ??= locked(sendAll)
    .catch((): Flushed => ({ state: 'offline', rooms: [] }))
    .finally(() => (running = undefined));
  return running;
}

async function locked(run: () => Promise<Flushed>): Promise<Flushed> {
  // Web Locks are missing before Safari 15.4: there the server's idempotent PUT has the last word.
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? await locks.request(LOCK, run) : await run();
}

async function sendAll(): Promise<Flushed> {
  const rooms = new Set<string>();
  const held = new Set<string>();
  const seen = new Set<string>();
  for (;;) {
    // Read again each time: rows may be added or replaced while one is on its way.
    const row = (await pending()).find((row) => !seen.has(row.id));
    if (!row) return { state: 'done', rooms: [...rooms] };
    seen.add(row.id);
    if (held.has(row.resource)) continue;
    if (row.refusal || row.next_at > Date.now()) {
      held.add(row.resource);
      continue;
    }
    const outcome = await sendOne(row);
    if (outcome === 'sent') rooms.add(row.room);
    else if (outcome === 'kept' || outcome === 'refused') held.add(row.resource);
    else return { state: outcome, rooms: [...rooms] };
  }
}

async function sendOne(row: OutboxRow): Promise<'sent' | 'kept' | 'refused' | Flushed['state']> {
  let response: Response;
  try {
    response = await post(row);
  } catch {
    await postpone(row, null);
    return 'offline';
  }
  const { status } = response;
  if (response.ok) {
    await outbox.delete(row.id);
    return 'sent';
  }
  if (status === 401) return 'signed_out';
  if (status >= 500 || status === 408 || status === 429) {
    await postpone(row, response.headers.get('Retry-After'));
    return 'kept';
  }
  const body: unknown = await response.json().catch(() => null);
  await outbox.update(row.id, { refusal: readProblem(status, body) });
  return 'refused';
}

async function postpone(row: OutboxRow, retryAfter: string | null): Promise<void> {
  const attempts = row.attempts + 1;
  await outbox.update(row.id, { attempts, next_at: nextAttempt(attempts, retryAfter) });
}

async function post(row: OutboxRow): Promise<Response> {
  const stop = new AbortController();
  const file = row.body instanceof Blob ? row.body : null;
  const timer = setTimeout(() => stop.abort(), file ? FILE_TIMEOUT : SEND_TIMEOUT);
  const headers = new Headers({ ...OWN_PAGE, Accept: 'application/json' });
  if (file) headers.set('Content-Type', 'application/octet-stream');
  else if (row.body !== undefined) headers.set('Content-Type', 'application/json');
  if (row.if_match !== undefined) headers.set('If-Match', row.if_match);
  try {
    return await fetch(row.path, {
      method: row.method,
      headers,
      credentials: 'same-origin',
      signal: stop.signal,
      ...(row.body === undefined ? {} : { body: file ?? JSON.stringify(row.body) }),
    });
  } finally {
    clearTimeout(timer);
  }
}
