import { expect, test } from 'vitest';
import { leaderOf, leadersOffered } from './leaders.ts';
import type { FieldView, View } from './view.ts';

const FIELD: FieldView = { value: '', clashes: [], changed_by: null, changed_at: null, own: false };

function a_view(written: Partial<FieldView> = {}, told: readonly string[] = []): View {
  return {
    record: {
      chair: { member_id: 'm9', name: 'Vũ Thị Khánh' },
      clerk: null,
      fields: told.map((name) => ({ name })),
    },
    roll: [{ member_id: 'm1', name: 'Trần Thị Bình' }],
    field: () => ({ ...FIELD, ...written }),
  } as unknown as View;
}

test('until somebody is chosen the plan says who leads', () => {
  expect(leaderOf(a_view(), 'chair')).toBe('m9');
  expect(leaderOf(a_view(), 'clerk')).toBe('');
});

test('what was chosen on this phone holds at once, and a clerk may be taken back', () => {
  expect(leaderOf(a_view({ value: 'm1', own: true }), 'chair')).toBe('m1');
  expect(leaderOf(a_view({ value: '' }, ['clerk_id']), 'clerk')).toBe('');
});

test('a chair from outside the roll stays among those offered', () => {
  expect(leadersOffered(a_view(), 'chair').map(({ value }) => value)).toEqual(['m9', 'm1']);
  expect(leadersOffered(a_view(), 'clerk').map(({ value }) => value)).toEqual(['m1']);
});
