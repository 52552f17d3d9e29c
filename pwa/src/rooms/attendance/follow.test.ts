import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { follow, type Line } from './follow.ts';
import { byRate, moved, type Board } from './board/figures.ts';

class Source extends EventTarget {
  readyState = 0;
  close = vi.fn(() => (this.readyState = 2));
  say(name: string, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

let opened: Source[];
let line: Line[];
let heard: unknown[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', { CLOSED: 2 });
  opened = [];
  line = [];
  heard = [];
  stop = follow(
    '/api/x',
    { on: { board: (data) => heard.push(data) }, line: (now) => line.push(now) },
    () => {
      opened.push(new Source());
      return opened.at(-1) as unknown as EventSource;
    },
    () => 1,
  );
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('hands on what it hears', () => {
  opened[0]?.dispatchEvent(new Event('open'));
  opened[0]?.say('board', { present: 3 });
  expect([line, heard]).toEqual([['opening', 'open'], [{ present: 3 }]]);
});

test('leaves coming back to the browser as long as the browser tries', () => {
  opened[0]?.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(60_000);
  expect([line.at(-1), opened.length]).toEqual(['lost', 1]);
});

test('opens anew with growing pauses when the browser has given up', () => {
  for (const pause of [1_000, 2_000, 4_000]) {
    const source = opened.at(-1);
    if (source) source.readyState = 2;
    source?.dispatchEvent(new Event('error'));
    const before = opened.length;
    vi.advanceTimersByTime(pause - 1);
    expect(opened.length).toBe(before);
    vi.advanceTimersByTime(1);
    expect(opened.length).toBe(before + 1);
  }
});

test('does not come back when the server said that it is over', () => {
  opened[0]?.say('ended', { reason: 'revoked' });
  opened[0]?.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(60_000);
  expect([line.at(-1), opened.length]).toEqual(['ended', 1]);
});

const place = (id: string, present: number) => ({ id, name: id, expected: 10, present });
const board = (present: number, sites: Board['sites']): Board => ({
  meeting_id: 'm',
  title: 'Sinh hoạt thường kỳ',
  change: `e-${String(present)}`,
  at: '2026-12-03T12:20:00Z',
  expected: 20,
  present,
  inside: present,
  others: 0,
  guests: { expected: 0, present: 0 },
  quorum: { base: 20, needed: 11, present },
  sites,
  delegations: [],
  sessions: [],
});

test('figures that moved replace what stood there, however often they are heard', () => {
  const whole = board(3, [place('a', 1), place('b', 2)]);
  const news = board(5, [place('b', 4)]);
  const once = moved(whole, news);
  expect(once.sites.map(({ present }) => present)).toEqual([1, 4]);
  expect(moved(once, news)).toEqual(once);
});

test('those furthest behind stand first', () => {
  expect(byRate([place('a', 9), place('b', 2), place('c', 5)]).map(({ id }) => id)).toEqual([
    'b',
    'c',
    'a',
  ]);
});
