import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '#i18n/index.svelte.ts';
import {
  dateOf,
  daysUntil,
  dayOf,
  relativeTo,
  timeOf,
  timeOn,
  whenOf,
  whenWithin,
} from './dates.ts';

/** Saturday, 17:30 in Vietnam. */
const NOW = '2026-12-05T10:30:00Z';

afterEach(() => setLanguage('vi'));

test.each([
  ['2026-12-05T12:30:00Z', 'Tối nay 19:30'],
  ['2026-12-05T01:00:00Z', 'Sáng nay 08:00'],
  ['2026-12-05T05:00:00Z', 'Trưa nay 12:00'],
  ['2026-12-05T08:00:00Z', 'Chiều nay 15:00'],
  ['2026-12-06T01:00:00Z', 'Sáng mai 08:00'],
  ['2026-12-06T12:30:00Z', 'Tối mai 19:30'],
  ['2026-12-04T12:30:00Z', 'Hôm qua, 19:30'],
  ['2026-12-11T12:30:00Z', 'Thứ Sáu 11/12, 19:30'],
  ['2027-01-03T12:30:00Z', 'Chủ Nhật 03/01/2027, 19:30'],
])('%s is said as %s', (at, said) => {
  expect(whenOf(at, NOW)).toBe(said);
});

test('inside a sentence a word of the day is no name, and a weekday stays one', () => {
  expect(whenWithin('2026-12-05T12:30:00Z', NOW)).toBe('tối nay 19:30');
  expect(whenWithin('2026-12-04T12:30:00Z', NOW)).toBe('hôm qua, 19:30');
  expect(whenWithin('2026-12-11T12:30:00Z', NOW)).toBe('Thứ Sáu 11/12, 19:30');
});

test('a day begins at midnight in Vietnam, not in Greenwich', () => {
  expect(daysUntil('2026-12-05T17:30:00Z', NOW)).toBe(1);
  expect(timeOf('2026-12-05T17:30:00Z')).toBe('00:30');
});

test('an hour of another day has its date', () => {
  expect(timeOn('2026-12-05T12:30:00Z', '2026-12-05T11:02:00Z')).toBe('18:02');
  expect(timeOn('2026-12-05T12:30:00Z', '2026-12-02T23:44:00Z')).toBe('06:44, 03/12');
});

test('a date without time stays the date it is', () => {
  expect(dateOf('2026-12-05')).toBe('05/12/2026');
  expect(dayOf('2026-12-05', NOW)).toBe('Hôm nay');
  expect(dayOf('2026-12-06', NOW)).toBe('Ngày mai');
});

test.each([
  ['2026-12-05T10:29:40Z', 'vừa xong'],
  ['2026-12-05T10:30:20Z', 'ngay sau đây'],
  ['2026-12-05T10:25:00Z', '5 phút trước'],
  ['2026-12-05T08:30:00Z', '2 giờ trước'],
  ['2026-12-02T10:30:00Z', '3 ngày trước'],
  ['2026-11-02T10:30:00Z', 'Thứ Hai 02/11'],
])('%s is %s', (at, said) => {
  expect(relativeTo(at, NOW)).toBe(said);
});

test('English follows the chosen language', async () => {
  await setLanguage('en');
  expect(whenOf('2026-12-11T12:30:00Z', NOW)).toBe('Friday 11/12, 19:30');
});
