import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { answered, takeByHand } from '../desk.ts';
import { scanRow } from '../queue.ts';
import { sendWaiting, type ScanAnswer } from '../sending.ts';
import QueueLine from './QueueLine.svelte';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';
const NOW = Date.parse('2026-12-03T12:20:00Z');
const person = (number: number) => ({
  member_id: `m${String(number)}`,
  name: `Lò Văn ${String(number)}`,
});

function answer(scan_id: string, refused: boolean): ScanAnswer {
  const rest = { flags: [], member_id: null, name: null, came_at: null, by_this_device: false };
  return refused
    ? { scan_id, outcome: 'refused', refusal: 'attendance.unknown_code', ...rest }
    : { scan_id, outcome: 'in', refusal: null, ...rest };
}

/** As a server would that knows nothing of the first one. */
const sendAll = (first: string) =>
  sendWaiting(({ items }) => {
    const told = items.map(({ scan_id }) => answer(String(scan_id), scan_id === first));
    const data = { received_at: new Date(NOW).toISOString(), items: told };
    return Promise.resolve({ ok: true, data, etag: null });
  });

afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await Promise.all(database.tables.map((table) => table.clear()));
});

test('who was refused stays in sight with the reason, however many came after', async () => {
  const first = await takeByHand(MEETING, null, person(0), NOW);
  if (!('scan' in first)) throw new Error('not taken');
  for (let number = 1; number <= 20; number += 1) {
    await takeByHand(MEETING, null, person(number), NOW + number * 1000);
  }
  await sendAll(first.scan.scan_id);
  render(QueueLine, { meeting: MEETING, expected: 21 });
  const row = await screen.findByRole('listitem');
  expect(row.textContent).toContain('Lò Văn 0');
  await vi.waitFor(() => {
    expect(row.textContent).toContain('Mã này không thuộc cuộc họp này.');
  });

  const kept = await scanRow(first.scan.scan_id);
  expect(kept && answered(first, kept).kind).toBe('set_aside');
});
