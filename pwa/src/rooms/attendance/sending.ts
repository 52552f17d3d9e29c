import type { components } from '#api/schema.gen.ts';
import type { Result } from '#api/result.ts';
import { table } from '#offline/database.ts';
import { learnClock } from './clock.ts';

export type ScanRequest = components['schemas']['ScanRequest'];
export type ScanAnswer = components['schemas']['ScanAnswer'];

/** A scan is a fact on this phone first; what became of it on the server comes later. */
export interface ScanRow {
  scan_id: string;
  meeting_id: string;
  request: ScanRequest;
  /** Whom this phone took it for, for its own list. */
  member_id: string | null;
  name: string | null;
  /** ms since 1970, by the server's clock */
  at: number;
  /** `quarantined`: the server said no, somebody has to look; `undone`: taken back by the person who took it. */
  state: 'waiting' | 'sent' | 'quarantined' | 'undone';
  answer: ScanAnswer | null;
}

type Report = components['schemas']['ScansRequest'];
type Answers = components['schemas']['ScanAnswers'];
/** How a report reaches the server: the app's client, or the service worker's own fetch. */
export type Post = (report: Report) => Promise<Result<Answers>>;

/** Asked of the browser so that scans go when the network is back, also with the app closed. */
export const SCANS = 'scans';
const MOST = 200;
export const scans = table<ScanRow>('attendance_scans');

/** Sends what waits, 200 at a time; one bad scan never holds up the others. */
export async function sendWaiting(post: Post): Promise<Result<unknown>> {
  for (;;) {
    const rows = await scans.where('state').equals('waiting').limit(MOST).toArray();
    if (rows.length === 0) return { ok: true, data: undefined, etag: null };
    const result = await sendSome(rows, post);
    if (!result.ok) return result;
  }
}

/** A report the server cannot read is halved until the bad scan stands alone and is set aside. */
async function sendSome(rows: readonly ScanRow[], post: Post): Promise<Result<unknown>> {
  const body = { sent_at: new Date().toISOString(), items: rows.map(({ request }) => request) };
  const result = await post(body);
  if (result.ok) {
    await learnClock(result.data.received_at);
    await settle(rows, result.data.items);
    return result;
  }
  const unreadable = 'problem' in result && [413, 422].includes(result.problem.status);
  if (!unreadable) return result;
  const [only] = rows;
  if (only && rows.length === 1) {
    await scans.update(only.scan_id, { state: 'quarantined' });
    return { ok: true, data: undefined, etag: null };
  }
  const half = Math.ceil(rows.length / 2);
  const first = await sendSome(rows.slice(0, half), post);
  return first.ok ? sendSome(rows.slice(half), post) : first;
}

async function settle(rows: readonly ScanRow[], answers: readonly ScanAnswer[]): Promise<void> {
  await scans.db.transaction('rw', scans, async () => {
    for (const [at, row] of rows.entries()) {
      const answer = answers[at];
      if (!answer) continue;
      const state = answer.outcome === 'refused' ? 'quarantined' : 'sent';
      await scans.update(row.scan_id, {
        state,
        answer,
        member_id: answer.member_id ?? row.member_id,
        name: answer.name ?? row.name,
      });
    }
  });
}
