import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { nextAttempt } from '#offline/backoff.ts';
import { table } from '#offline/database.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { learnClock } from './clock.ts';

type ScanRequest = components['schemas']['ScanRequest'];
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

const MOST = 200;
const LATEST = 100;
const scans = table<ScanRow>('attendance_scans');

/** Keeps a scan; it is never lost from here on. */
export async function keepScan(
  scan: Omit<ScanRequest, 'scan_id' | 'kind'> & { kind?: ScanRequest['kind'] },
  who: { member_id: string | null; name: string | null; at: number },
): Promise<ScanRow> {
  const request: ScanRequest = { kind: 'in', ...scan, scan_id: uuid7() };
  const row: ScanRow = {
    scan_id: request.scan_id,
    meeting_id: request.meeting_id,
    request,
    ...who,
    state: 'waiting',
    answer: null,
  };
  await scans.add(row);
  return row;
}

/** The latest scans of a meeting on this phone, newest first. */
export function latestScans(meeting: string): Promise<ScanRow[]> {
  return scans.where('meeting_id').equals(meeting).reverse().limit(LATEST).sortBy('at');
}

const stands = ({ state }: ScanRow): boolean => state === 'waiting' || state === 'sent';

/** Whom this phone has taken at a meeting. */
export async function takenHere(meeting: string): Promise<ReadonlySet<string>> {
  const rows = await scans.where('meeting_id').equals(meeting).filter(stands).toArray();
  return new Set(rows.flatMap(({ member_id }) => member_id ?? []));
}

/** The first scan of a person at a meeting on this phone that was not refused. */
export async function firstScanOf(meeting: string, member: string): Promise<ScanRow | undefined> {
  const rows = await scans.where({ meeting_id: meeting, member_id: member }).sortBy('at');
  return rows.find(stands);
}

/** How many scans wait, were sent, and want a look. */
export async function scanCounts(
  meeting: string,
): Promise<{ waiting: number; sent: number; quarantined: number; people: number }> {
  const rows = await scans.where('meeting_id').equals(meeting).toArray();
  const of = (state: ScanRow['state']) => rows.filter((row) => row.state === state).length;
  const people = new Set(rows.filter(stands).flatMap(({ member_id }) => member_id ?? []));
  return {
    waiting: of('waiting'),
    sent: of('sent'),
    quarantined: of('quarantined'),
    people: people.size,
  };
}

export function scanRow(scanId: string): Promise<ScanRow | undefined> {
  return scans.get(scanId);
}

let running: Promise<Result<unknown>> | undefined;
let failures = 0;
let notBefore = 0;
let again: ReturnType<typeof setTimeout> | undefined;

/** Sends what waits, 200 at a time; one bad scan never holds up the others. */
export function flushScans(): Promise<Result<unknown>> {
  running ??= sendAll().finally(() => (running = undefined));
  return running;
}

async function sendAll(): Promise<Result<unknown>> {
  const done: Result<unknown> = { ok: true, data: undefined, etag: null };
  if (Date.now() < notBefore) return done;
  for (;;) {
    const rows = await scans.where('state').equals('waiting').limit(MOST).toArray();
    if (rows.length === 0) return done;
    const result = await sendSome(rows);
    if (!result.ok) {
      notBefore = nextAttempt(++failures, null);
      clearTimeout(again);
      again = setTimeout(() => void flushScans(), notBefore - Date.now());
      return result;
    }
    failures = 0;
  }
}

/** A report the server cannot read is halved until the bad scan stands alone and is set aside. */
async function sendSome(rows: readonly ScanRow[]): Promise<Result<unknown>> {
  const body = { sent_at: new Date().toISOString(), items: rows.map(({ request }) => request) };
  const result = await ask(api.POST('/api/attendance/scans', { body }));
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
  const first = await sendSome(rows.slice(0, half));
  return first.ok ? sendSome(rows.slice(half)) : first;
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

/** The person asks: what waits goes now, whatever pause was planned. */
export function sendNow(): Promise<Result<unknown>> {
  notBefore = 0;
  return flushScans();
}

/** Takes back scans by name: those that wait are not sent, those that went are said not to count. */
export async function undoScans(ids: readonly string[], reason: string): Promise<Result<unknown>> {
  await running;
  for (const scan_id of ids) {
    const row = await scans.get(scan_id);
    if (row?.state === 'sent') {
      const params = { path: { scan_id } };
      const body = { counts: false, reason };
      const result = await ask(
        api.POST('/api/attendance/scans/{scan_id}/corrections', { params, body }),
      );
      if (!result.ok) return result;
    }
    await scans.update(scan_id, { state: 'undone' });
  }
  return { ok: true, data: undefined, etag: null };
}
