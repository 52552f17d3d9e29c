import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { discard, flush, hurry, pending } from '#offline/outbox.ts';
import { allSetAside, countsOfAll, latestOfAll, sendAllNow } from '../scan/everybody.ts';
import RecentScans from '../scan/RecentScans.svelte';
import { registerGuest } from './desk.ts';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';
const NOW = Date.parse('2026-12-03T12:20:00Z');
const offline = () => Promise.reject(new TypeError('no network'));

const write = (name: string, later = 0) =>
  registerGuest(MEETING, null, { name, organization: '', phone: '' }, NOW + later);

/** A server that does not know the guests' meeting, or takes everybody. */
const serve = (status: number) => () =>
  Promise.resolve(Response.json({ code: 'conferences.id_taken', status }, { status }));

afterEach(async () => {
  await flush();
  cleanup();
  vi.unstubAllGlobals();
  await Promise.all(database.tables.map((table) => table.clear()));
});

test('guests stand in the queue and the list of the desk, first waiting, then sent', async () => {
  vi.stubGlobal('fetch', offline);
  await write('Nguyễn Thị Bưởi');
  await write('Lê Thị Ánh', 1000);
  expect(await countsOfAll(MEETING)).toEqual({ waiting: 2, sent: 0, quarantined: 0, people: 0 });
  render(RecentScans, { meeting: MEETING, onundone: vi.fn() });
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
  expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('Lê Thị Ánh');
  vi.stubGlobal('fetch', serve(200));
  await flush();
  await sendAllNow();
  expect(await countsOfAll(MEETING)).toEqual({ waiting: 0, sent: 2, quarantined: 0, people: 0 });
});

test('a guest the server refused is set aside with the reason, and given up is not sent', async () => {
  vi.stubGlobal('fetch', serve(409));
  await write('Nguyễn Thị Bưởi');
  await flush();
  await hurry();
  expect(await allSetAside(MEETING)).toMatchObject([
    { name: 'Nguyễn Thị Bưởi', answer: { refusal: 'conferences.id_taken' } },
  ]);
  const [row] = await pending();
  await discard(row?.id ?? '');
  expect(await allSetAside(MEETING)).toEqual([]);
  expect(await latestOfAll(MEETING)).toMatchObject([{ state: 'undone' }]);
  expect(await countsOfAll(MEETING)).toMatchObject({ sent: 0, waiting: 0 });
});

test('who stands at the desk is told at once, however long the server thinks', async () => {
  let answer: (response: Response) => void = () => undefined;
  vi.stubGlobal('fetch', () => new Promise<Response>((done) => (answer = done)));
  expect(await write('Nguyễn Thị Bưởi')).toMatchObject({ kind: 'in' });
  expect(await countsOfAll(MEETING)).toMatchObject({ waiting: 1 });
  await vi.waitFor(async () => {
    answer(Response.json({}));
    expect(await pending()).toEqual([]);
  });
});
