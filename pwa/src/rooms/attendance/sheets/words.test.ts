import { expect, test } from 'vitest';
import type { AbsenceWarning } from './desk.ts';
import { byPerson } from './words.ts';

const warning = (member_id: string, why: AbsenceWarning['warning']): AbsenceWarning => ({
  member_id,
  name: 'Lò Thị An',
  warning: why,
  count: 3,
  limit: 3,
  months: [],
  last_at: '2026-11-05T12:00:00Z',
  citation: 'Điều lệ Đảng',
  source_level: 'central',
});

test('who meets two rules stands on the list once, where the more serious one put him', () => {
  const found = byPerson([
    warning('an', 'months'),
    warning('binh', 'months'),
    warning('binh', 'streak'),
    warning('an', 'streak'),
    warning('chi', 'streak'),
  ]);
  expect(found.map((own) => own.map((one) => [one.member_id, one.warning]))).toEqual([
    [
      ['an', 'months'],
      ['an', 'streak'],
    ],
    [
      ['binh', 'months'],
      ['binh', 'streak'],
    ],
    [['chi', 'streak']],
  ]);
});
