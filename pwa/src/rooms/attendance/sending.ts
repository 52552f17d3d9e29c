import type { components } from '#api/schema.gen.ts';
import type { Problem } from '#api/problem.ts';
import type { Failure, Result } from '#api/result.ts';
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

/** Scans in a row that the server failed at one by one: then it is the server that fails, not they. */
const ITS_OWN_FAULT = 5;
const DONE: Result<undefined> = { ok: true, data: undefined, etag: null };

/** One going through of what waits. */
interface Round {
  post: Post;
  /** Scans the server failed at (500) although each was alone: they wait for the next round. */
  readonly failedAt: Set<string>;
  inARow: number;
  failure: Failure | null;
}

/** Sends what waits, 200 at a time; one bad scan never holds up the others. */
export async function sendWaiting(post: Post): Promise<Result<unknown>> {
  const round: Round = { post, failedAt: new Set(), inARow: 0, failure: null };
  for (;;) {
    const rows = await scans
      .where('state')
      .equals('waiting')
      .filter(({ scan_id }) => !round.failedAt.has(scan_id))
      .limit(MOST)
      .toArray();
    if (rows.length === 0) return round.failure ?? DONE;
    const result = await sendSome(rows, round);
    if (!result.ok) return result;
  }
}

/** A report the server cannot read, or fails at, is halved until the bad scan stands alone. */
async function sendSome(rows: readonly ScanRow[], round: Round): Promise<Result<unknown>> {
  const body = { sent_at: new Date().toISOString(), items: rows.map(({ request }) => request) };
  const result = await round.post(body);
  if (result.ok) {
    round.inARow = 0;
    await learnClock(result.data.received_at);
    await settle(rows, result.data.items);
    return result;
  }
  if (!('problem' in result) || ![413, 422, 500].includes(result.problem.status)) return result;
  const [only] = rows;
  if (only && rows.length === 1) return passOver(only, result, round);
  const half = Math.ceil(rows.length / 2);
  const first = await sendSome(rows.slice(0, half), round);
  return first.ok ? sendSome(rows.slice(half), round) : first;
}

/** One that cannot be read never will be; one the server failed at may go when it was mended. */
async function passOver(
  { scan_id }: ScanRow,
  refusal: Failure & { problem: Problem },
  round: Round,
): Promise<Result<unknown>> {
  if (refusal.problem.status !== 500) {
    await scans.update(scan_id, { state: 'quarantined' });
    return DONE;
  }
  round.failedAt.add(scan_id);
  round.failure = refusal;
  return ++round.inARow < ITS_OWN_FAULT ? DONE : refusal;
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
