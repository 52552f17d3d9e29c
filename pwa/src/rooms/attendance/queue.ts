import { api, ask, type Result } from '#api/client.ts';
import { askBackgroundSync } from '#offline/background.ts';
import { nextAttempt } from '#offline/backoff.ts';
import { uuid7 } from '#offline/uuid7.ts';
import type { Words } from './taken.ts';
import { scans, SCANS, sendWaiting, type ScanRequest, type ScanRow } from './sending.ts';

const LATEST = 100;

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

/** The scans of a meeting on this phone that the server refused, newest first. */
export function scansSetAside(meeting: string): Promise<ScanRow[]> {
  return scans
    .where('meeting_id')
    .equals(meeting)
    .filter(({ state }) => state === 'quarantined')
    .reverse()
    .sortBy('at');
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

/** Sends what waits; once at a time. */
export function flushScans(): Promise<Result<unknown>> {
  running ??= sendAll().finally(() => (running = undefined));
  return running;
}

async function sendAll(): Promise<Result<unknown>> {
  if (Date.now() < notBefore) return { ok: true, data: undefined, etag: null };
  const result = await sendWaiting((body) => ask(api.POST('/api/attendance/scans', { body })));
  if (result.ok) {
    failures = 0;
    return result;
  }
  notBefore = nextAttempt(++failures, null);
  clearTimeout(again);
  again = setTimeout(() => void flushScans(), notBefore - Date.now());
  void askBackgroundSync(SCANS);
  return result;
}

/** The person asks: what waits goes now, whatever pause was planned. */
export function sendNow(): Promise<Result<unknown>> {
  notBefore = 0;
  return flushScans();
}

/** Somebody else said of scans of this phone that they count, or that they do not. */
export async function hearOf(words: Words): Promise<void> {
  for (const [scan_id, counts] of Object.entries(words)) {
    const from = counts ? 'undone' : 'sent';
    const row = await scans.get(scan_id);
    if (row?.state === from) await scans.update(scan_id, { state: counts ? 'sent' : 'undone' });
  }
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
