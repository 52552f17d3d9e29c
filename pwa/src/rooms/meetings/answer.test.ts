import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OneAtATime } from '../../../tests/locks.ts';
import { database } from '#offline/database.ts';
import { flush, pending } from '#offline/outbox.ts';
import { giveAnswer } from './answer.ts';
import type { Meeting } from './rows.ts';

const MEETING = { id: 'm1', title: 'Sinh hoạt tháng 12', own: null } as unknown as Meeting;
let sent: { path: string; type: string | null }[] = [];
let network = true;

beforeEach(async () => {
  sent = [];
  network = false;
  vi.stubGlobal('navigator', { locks: new OneAtATime() });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (!network) return Promise.reject(new TypeError('no network'));
    sent.push({ path, type: new Headers(init.headers).get('Content-Type') });
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  await database.open();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
});

it('a photo taken without a network waits before the answer that names it', async () => {
  const photo = new File(['x'], 'giấy khám.jpg', { type: 'image/jpeg' });
  await giveAnswer(MEETING, { answer: 'absent', reason: 'sick' }, photo);
  const [file, answer] = await pending();
  expect(file?.resource).toBe(answer?.resource);
  const id = new URL(`https://x${file?.path}`).searchParams.get('file_id');
  expect(answer?.body).toMatchObject({ answer: 'absent', evidence_id: id });
});

it('the answer goes out only after its photo has', async () => {
  await giveAnswer(MEETING, { answer: 'absent', reason: 'sick' }, new File(['x'], 'a.jpg'));
  network = true;
  const { outbox } = await import('#offline/outbox.ts');
  await outbox.toCollection().modify({ next_at: 0 });
  await flush();
  expect(sent.map(({ path }) => path.split('?')[0])).toEqual([
    '/api/meetings/files',
    '/api/meetings/m1/answer',
  ]);
});
