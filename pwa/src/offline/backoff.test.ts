import { expect, test } from 'vitest';
import { nextAttempt } from './backoff.ts';

const NOW = Date.UTC(2026, 11, 5, 12);
const half = () => 0.5;
const wait = (attempts: number, retryAfter: string | null = null, random = half) =>
  nextAttempt(attempts, retryAfter, NOW, random) - NOW;

test('pauses double from five seconds and stop growing at fifteen minutes', () => {
  const most = () => 1;
  expect([1, 2, 3, 4].map((n) => wait(n, null, most))).toEqual([5_000, 10_000, 20_000, 40_000]);
  expect(wait(50, null, most)).toBe(15 * 60_000);
});

test('phones that failed together do not return together', () => {
  expect(wait(3, null, () => 0)).toBe(10_000);
  expect(wait(3, null, () => 1)).toBe(20_000);
});

test.each([
  ['120', 120_000],
  [new Date(NOW + 60_000).toUTCString(), 60_000],
  ['999999999', 24 * 60 * 60_000],
])('Retry-After %s is never undercut', (header, least) => {
  expect(wait(1, header, () => 0)).toBe(least);
  expect(wait(1, header, () => 1)).toBeLessThanOrEqual(least * 1.1);
});

test.each(['soon', '-5', new Date(NOW - 60_000).toUTCString()])(
  'Retry-After %s says nothing: the usual pause is taken',
  (header) => {
    expect(wait(1, header)).toBe(3_750);
  },
);
