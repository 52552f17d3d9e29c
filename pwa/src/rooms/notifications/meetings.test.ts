import { expect, test } from 'vitest';
import type { components } from '#api/schema.gen.ts';
import { inOrder } from './meetings.ts';

const NOW = Date.parse('2026-12-05T05:00:00Z');

function meeting(title: string, starts_at: string): components['schemas']['MeetingRead'] {
  return { title, starts_at } as components['schemas']['MeetingRead'];
}

test('meetings to come stand first, the soonest on top; of the past ones the latest', () => {
  const rows = [
    meeting('last month', '2026-11-12T12:00:00Z'),
    meeting('last week', '2026-11-28T12:00:00Z'),
    meeting('tonight', '2026-12-05T12:30:00Z'),
    meeting('next month', '2027-01-05T12:30:00Z'),
  ];
  expect(inOrder(rows, NOW).map(({ title }) => title)).toEqual([
    'tonight',
    'next month',
    'last week',
    'last month',
  ]);
});
