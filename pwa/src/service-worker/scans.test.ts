import { afterEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { keepScan, scanRow } from '../rooms/attendance/queue.ts';
import { sendScans } from './scans.ts';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';

afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
  await database.open();
});

async function kept(): Promise<string> {
  const request = { meeting_id: MEETING, site_id: null, method: 'hand' as const };
  const device_at = new Date().toISOString();
  const who = { member_id: 'm1', name: 'An', at: Date.now() };
  return (await keepScan({ ...request, device_at, member_id: 'm1' }, who)).scan_id;
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
  expect((await scanRow(scan_id))?.state).toBe('sent');
});

test('without a network the browser is asked to come again, and the scan waits', async () => {
  const scan_id = await kept();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await expect(sendScans()).rejects.toThrow('no network');
  expect((await scanRow(scan_id))?.state).toBe('waiting');
});

test('a refusal waits for the app, where somebody can sign in', async () => {
  const scan_id = await kept();
  const refusal = { code: 'signin.signed_out', status: 401 };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(refusal, { status: 401 })));
  await sendScans();
  expect((await scanRow(scan_id))?.state).toBe('waiting');
});
