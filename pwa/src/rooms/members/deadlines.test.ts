import { beforeAll, expect, test } from 'vitest';
import { setLanguage } from '#i18n/index.svelte.ts';
import { dueIn, workingDays } from './deadlines.ts';

beforeAll(() => setLanguage('vi'));

// 2026-12-04 is a Friday.
const none = new Set<string>();

test.each([
  ['2026-12-04', '2026-12-07', 1],
  ['2026-12-04', '2026-12-08', 2],
  ['2026-12-05', '2026-12-06', 0],
  ['2026-12-08', '2026-12-08', 0],
  ['2026-12-08', '2026-12-04', 0],
])('from %s to %s are %i working days', (from, to, count) => {
  expect(workingDays(from, to, none)).toBe(count);
});

test('public holidays are no working days', () => {
  const tet = new Set(['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10']);
  expect(workingDays('2027-02-04', '2027-02-11', tet)).toBe(1);
});

const calendar = { workingDays: false } as const;
const working = { workingDays: true, holidays: none } as const;

test('a deadline is told in words, overdue before all', () => {
  expect(dueIn('2026-12-01', '2026-12-04', calendar)).toEqual({
    text: 'Quá hạn 3 ngày',
    tone: 'refused',
  });
  expect(dueIn('2026-12-04', '2026-12-04', working)).toEqual({ text: 'Hạn hôm nay', tone: 'warn' });
  expect(dueIn('2026-12-08', '2026-12-04', working)).toEqual({
    text: 'Còn 2 ngày làm việc (Thứ Ba 08/12)',
    tone: 'warn',
  });
  expect(dueIn('2026-12-20', '2026-12-04', calendar)).toEqual({
    text: 'Còn 16 ngày (Chủ Nhật 20/12)',
    tone: 'plain',
  });
});
