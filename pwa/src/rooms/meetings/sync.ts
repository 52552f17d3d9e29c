import { api, ask, type Result } from '#api/client.ts';
import { pending } from '#offline/outbox.ts';
import { keepSnapshot } from '#offline/snapshots.ts';
import { readCursor, writeCursor } from '#offline/sync.svelte.ts';
import { answerPath } from './paths.ts';
import { plans, REASONS, seenName, type Meeting } from './rows.ts';
import { syncRecords } from './run/sync.ts';

const CURSOR = 'meetings.mine';

interface Cursor {
  since: number;
  scope: string;
}

/** Brings what concerns the reader to the phone, from where the last sync stopped. */
export async function syncMeetings(): Promise<Result<unknown>> {
  const kept = await readCursor(CURSOR);
  let { since, scope } = kept ? (JSON.parse(kept) as Cursor) : { since: 0, scope: '' };
  /** After a reset: all there is; what is not among it goes, once everything has come. */
  let seen: Set<string> | null = null;
  const begun = performance.now();
  for (;;) {
    const query = scope ? { since, scope } : { since };
    const asked = performance.now();
    const answer = await ask(api.GET('/api/meetings/mine', { params: { query } }));
    if (!answer.ok) return answer;
    const { items, next_since, more, reset, reasons } = answer.data;
    if (reset) seen = new Set();
    for (const { id, meeting } of items) {
      seen?.add(id);
      if (isOlder(id, asked)) continue;
      if (meeting) await keepMeeting(meeting);
      else await plans.delete(id);
    }
    ({ scope } = answer.data);
    since = next_since;
    // A reset that is not through leaves the old cursor: the next sync begins it again.
    if (seen === null || !more) await writeCursor(CURSOR, JSON.stringify({ since, scope }));
    if (more) continue;
    await keepSnapshot(REASONS, Promise.resolve({ ok: true, data: reasons, etag: null }));
    break;
  }
  if (seen) await dropOthers(seen, begun);
  return syncRecords();
}

/** The server's picture, except an own answer that is still on its way there. */
export async function keepMeeting(meeting: Meeting): Promise<void> {
  const busy = (await pending()).some(({ path }) => path === answerPath(meeting.id));
  const own = busy ? ((await plans.get(meeting.id))?.own ?? meeting.own) : meeting.own;
  await plans.put({ ...meeting, own });
}

/** When a planner's verb was last answered, by meeting: what was asked before shows an older state, and comes late. */
const answered = new Map<string, number>();
const isOlder = (id: string, asked: number): boolean => (answered.get(id) ?? -1) >= asked;

/** Asks for one meeting: what concerns the reader goes to his calendar, the rest is kept as seen. */
export async function openMeeting(id: string): Promise<Result<unknown>> {
  const asked = performance.now();
  const path = { meeting_id: id };
  const answer = await ask(api.GET('/api/meetings/{meeting_id}', { params: { path } }));
  if (!answer.ok || isOlder(id, asked)) return answer;
  return keep(answer.data, (await plans.get(id)) !== undefined);
}

/** Keeps what a planner's verb answered, where the meeting already stands. */
export async function takeMeeting(meeting: Meeting, own: boolean): Promise<void> {
  answered.set(meeting.id, performance.now());
  await keep(meeting, own);
}

async function keep(meeting: Meeting, own: boolean): Promise<Result<unknown>> {
  const found: Result<Meeting> = { ok: true, data: meeting, etag: null };
  if (!own) return keepSnapshot(seenName(meeting.id), Promise.resolve(found));
  await keepMeeting(meeting);
  return found;
}

async function dropOthers(seen: ReadonlySet<string>, begun: number): Promise<void> {
  const known = await plans.toCollection().primaryKeys();
  await plans.bulkDelete(known.filter((id) => !seen.has(id) && !isOlder(id, begun)));
}
