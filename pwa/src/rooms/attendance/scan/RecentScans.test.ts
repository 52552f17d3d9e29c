import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { takeByHand } from '../desk.ts';
import RecentScans from './RecentScans.svelte';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';
const NOW = Date.parse('2026-12-03T12:20:00Z');

afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await Promise.all(database.tables.map((table) => table.clear()));
});

test('the one taken last stands on top, and those of long ago leave the list', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  for (let number = 1; number <= 10; number += 1) {
    const one = { member_id: `m${String(number)}`, name: `Lò Văn ${String(number)}` };
    await takeByHand(MEETING, null, one, NOW + number * 1000);
  }
  render(RecentScans, { meeting: MEETING, onundone: vi.fn() });
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(8));
  const names = screen
    .getAllByRole('listitem')
    .map((row) => /Lò Văn \d+/.exec(row.textContent)?.[0]);
  expect([names[0], names[7]]).toEqual(['Lò Văn 10', 'Lò Văn 3']);
});
