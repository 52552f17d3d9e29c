import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { serverNow } from './clock.ts';
import { answered } from './desk.ts';
import {
  flushScans,
  hearOf,
  keepScan,
  scanCounts,
  scanRow,
  sendNow,
  takenHere,
  undoScans,
} from './queue.ts';
import type { ScanAnswer, ScanRow } from './sending.ts';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';

let calls: { path: string; body: { items?: { scan_id: string }[] } }[];
let network: boolean;

function hand(member: string): Promise<ScanRow> {
  const request = { meeting_id: MEETING, site_id: null, method: 'hand' as const };
  const device_at = new Date().toISOString();
  const who = { member_id: member, name: member, at: Date.now() };
  return keepScan({ ...request, device_at, member_id: member }, who);
}

beforeEach(() => {
  calls = [];
  network = true;
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!network) throw new TypeError('no network');
    const body = (await request.json()) as (typeof calls)[number]['body'];
    calls.push({ path: new URL(request.url).pathname, body });
    const received_at = new Date(Date.now() + 90_000).toISOString();
    const items = (body.items ?? []).map(({ scan_id }) => ({ scan_id, outcome: 'in', flags: [] }));
    return Response.json({ received_at, items });
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await sendNow();
  vi.unstubAllGlobals();
  await database.delete();
  await database.open();
});

test('what could not be sent goes by itself after a while, and at once when asked', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  network = false;
  await hand('m1');
  await sendNow();
  network = true;
  await flushScans();
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(5_000);
  await flushScans();
  expect(calls).toHaveLength(1);
  network = false;
  await hand('m2');
  await sendNow();
  network = true;
  await sendNow();
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 0, sent: 2 });
});

test('two hundred go in one report, the rest in the next', { timeout: 30_000 }, async () => {
  for (let number = 0; number < 205; number++) await hand(`m${number}`);
  await sendNow();
  const sizes = calls.map(({ body }) => (body.items ?? []).length);
  expect(sizes).toEqual([200, 5]);
  expect((await takenHere(MEETING)).size).toBe(205);
});

test('a desk learns the server’s clock from the answer to its scans', async () => {
  await hand('m1');
  await sendNow();
  expect(Math.abs((await serverNow()) - Date.now() - 90_000)).toBeLessThan(5_000);
});

test('taken back before it went, a scan stays on the phone and is never sent', async () => {
  const { scan_id } = await hand('m1');
  await undoScans([scan_id], 'Ghi nhầm');
  await sendNow();
  expect(calls).toEqual([]);
  expect((await scanRow(scan_id))?.state).toBe('undone');
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 0, sent: 0, people: 0 });
});

test('taken back after it went, the server is told that it does not count', async () => {
  const { scan_id } = await hand('m1');
  await sendNow();
  await undoScans([scan_id], 'Ghi nhầm');
  expect(calls.at(-1)).toEqual({
    path: `/api/attendance/scans/${scan_id}/corrections`,
    body: { counts: false, reason: 'Ghi nhầm' },
  });
  expect((await takenHere(MEETING)).size).toBe(0);
});

test('without network what went already is not taken back', async () => {
  const { scan_id } = await hand('m1');
  await sendNow();
  network = false;
  expect((await undoScans([scan_id], 'Ghi nhầm')).ok).toBe(false);
  expect((await scanRow(scan_id))?.state).toBe('sent');
});

const answer = (more: Partial<ScanAnswer>): ScanAnswer => ({
  scan_id: 's',
  outcome: 'in',
  refusal: null,
  flags: [],
  member_id: 'm1',
  name: 'Lò Thị An',
  came_at: null,
  by_this_device: false,
  ...more,
});

test.each([
  [
    'somebody of another site',
    'not_invited',
    { outcome: 'flagged', flags: ['other_site'] },
    'other_site',
  ],
  ['somebody asked a moment ago', 'not_invited', { outcome: 'in' }, 'in'],
  ['nobody of ours', 'not_invited', { outcome: 'refused' }, 'not_invited'],
  [
    'taken elsewhere meanwhile',
    'in',
    { outcome: 'already', came_at: '2026-12-03T11:02:00Z' },
    'already_elsewhere',
  ],
  ['the first', 'in', { outcome: 'in' }, 'in'],
] as const)('the server says: %s', async (_, before, more, after) => {
  const row = { ...(await hand('m1')), name: 'Lò Thị An', answer: answer(more as object) };
  const verdict =
    before === 'in' ? { kind: before, name: 'Lò Thị An', scan: row } : { kind: before, scan: row };
  expect(answered(verdict, row).kind).toBe(after);
});

test('somebody taken back at another desk can be taken again here', async () => {
  const row = await hand('an');
  await flushScans();
  await hearOf({ [row.scan_id]: false, unknown: false });
  expect((await takenHere(MEETING)).size).toBe(0);
  await hearOf({ [row.scan_id]: true });
  expect([...(await takenHere(MEETING))]).toEqual(['an']);
});
