import { expect, test } from 'vitest';
import {
  grown,
  isComplete,
  isDay,
  isInnerCode,
  setAt,
  shrunk,
  withCodes,
  type Json,
} from './rules.ts';

const groups: readonly Json[] = [
  { code: 'time', title: 'Thời gian', points: 5 },
  { code: 'conduct', title: 'Điều hành', points: 40 },
];
const form: Json = { total: 100, groups, more_than: [1, 2] };

test('one value changes and nothing beside it', () => {
  const changed = setAt(form, ['groups', 1, 'points'], 45);
  expect(changed).toEqual({
    ...form,
    groups: [
      { code: 'time', title: 'Thời gian', points: 5 },
      { code: 'conduct', title: 'Điều hành', points: 45 },
    ],
  });
  expect(groups).toContainEqual({ code: 'conduct', title: 'Điều hành', points: 40 });
});

test('a list grows by an entry of its own shape', () => {
  expect(grown(groups).at(-1)).toEqual({ code: '', title: '', points: 0 });
  expect(grown([1, 2])).toEqual([1, 2, 0]);
});

test('a list never becomes empty: the server would refuse it', () => {
  expect(shrunk([1, 2], 0)).toEqual([2]);
  expect(shrunk([2], 0)).toEqual([2]);
});

test('a number that is none, or below nothing, is not complete', () => {
  expect(isComplete(form)).toBe(true);
  expect(isComplete(setAt(form, ['total'], Number.NaN))).toBe(false);
  expect(isComplete(setAt(form, ['groups', 0, 'points'], -1))).toBe(false);
  expect(isComplete(['2026-01-01', ''])).toBe(false);
});

test('days are told from other texts', () => {
  expect([isDay('2026-02-17'), isDay('good'), isDay(2)]).toEqual([true, false, false]);
});

test('a code for the program is told from one that people read', () => {
  expect(isInnerCode({ code: 'time', title: 'Thời gian' }, 'code')).toBe(true);
  expect(isInnerCode({ code: 'NQ', title: 'Nghị quyết' }, 'code')).toBe(false);
  expect(isInnerCode({ code: 'time', title: 'Thời gian' }, 'title')).toBe(false);
});

test('a new entry gets its code from its title, the others keep theirs', () => {
  const given = { groups: [...groups, { code: '', title: 'Đoàn kết nội bộ', points: 5 }] };
  expect(withCodes(given)).toEqual({
    groups: [...groups, { code: 'doan_ket_noi_bo', title: 'Đoàn kết nội bộ', points: 5 }],
  });
});
