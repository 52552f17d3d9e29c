import { expect, it } from 'vitest';
import { notActiveIn } from './tasks.ts';

it('counts who still needs a paper, not who has one in use or was closed', () => {
  const items = (
    ['not_issued', 'waiting', 'expired', 'active', 'recovering', 'closed'] as const
  ).map((state) => ({ state }));
  expect(notActiveIn({ items, next_cursor: null })).toEqual({ count: 3, more: false });
  expect(notActiveIn({ items: [], next_cursor: 'next' })).toEqual({ count: 0, more: true });
});
