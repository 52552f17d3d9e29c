import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { session } from '#lib/session.svelte.ts';
import { database } from '#offline/database.ts';
import { takeByHand } from '#rooms/attendance/desk.ts';
import SignOutPage from './SignOutPage.svelte';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';

afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await Promise.all(database.tables.map((table) => table.clear()));
});

test('scans that wait are counted before the phone is emptied', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  vi.spyOn(session, 'open').mockResolvedValue();
  vi.spyOn(session, 'state', 'get').mockReturnValue('signed_in');
  await takeByHand(MEETING, null, { member_id: 'm1', name: 'Lò Văn An' }, Date.now());
  render(SignOutPage);
  expect(await screen.findByText('Còn 1 việc chưa gửi đi')).toBeTruthy();
  expect(screen.getByText('1 lượt điểm danh')).toBeTruthy();
  expect(await screen.findByText(/Chưa gửi được/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /Bỏ những việc chưa gửi/ })).toBeTruthy();
});
