import { afterEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { scans } from '../rooms/attendance/sending.ts';
import { sendScans } from './scans.ts';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';

afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
  await database.open();
});

async function kept(): Promise<string> {
  const scan_id = uuid7();
  const who = { member_id: 'm1', name: 'An', at: Date.now() };
  const what = { meeting_id: MEETING, site_id: null, method: 'hand' as const, kind: 'in' as const };
  const request = { ...what, scan_id, device_at: new Date().toISOString(), member_id: 'm1' };
  await scans.add({
    scan_id,
    meeting_id: MEETING,
    request,
    ...who,
    state: 'waiting',
    answer: null,
  });
  return scan_id;
}

test('with the app closed the worker sends what waits, once', async () => {
  const scan_id = await kept();
  const fetched = vi.fn(() =>
    Promise.resolve(
      Response.json({
        received_at: new Date().toISOString(),
        items: [{ scan_id, outcome: 'in', flags: [], member_id: 'm1', name: 'An' }],
      }),
    ),
  );
  vi.stubGlobal('fetch', fetched);
  await sendScans();
  await sendScans();
  expect(fetched).toHaveBeenCalledOnce();
  expect((await scans.get(scan_id))?.state).toBe('sent');
});

test('without a network the browser is asked to come again, and the scan waits', async () => {
  const scan_id = await kept();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await expect(sendScans()).rejects.toThrow('no network');
  expect((await scans.get(scan_id))?.state).toBe('waiting');
});

test('a refusal waits for the app, where somebody can sign in', async () => {
  const scan_id = await kept();
  const refusal = { code: 'signin.signed_out', status: 401 };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(refusal, { status: 401 })));
  await sendScans();
  expect((await scans.get(scan_id))?.state).toBe('waiting');
});
