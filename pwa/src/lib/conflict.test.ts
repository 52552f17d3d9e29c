import { expect, test } from 'vitest';
import { changesOf, mergeEdits } from './conflict.ts';

const base = { name: 'Chi bộ Thôn 1', place: 'Thôn 1', code: '' };

test('changes to different fields go together without a question', () => {
  const mine = { ...base, name: 'Chi bộ Thôn Một' };
  const theirs = { ...base, place: 'Nhà văn hóa' };
  expect(mergeEdits(base, mine, theirs)).toEqual({
    values: { name: 'Chi bộ Thôn Một', place: 'Nhà văn hóa', code: '' },
    clashes: [],
    taken: ['place'],
  });
});

test('the same field changed to different things has to be chosen', () => {
  const mine = { ...base, name: 'Chi bộ Thôn Một' };
  const theirs = { ...base, name: 'Chi bộ Bản Một' };
  const merged = mergeEdits(base, mine, theirs);
  expect(merged.clashes).toEqual([
    { field: 'name', mine: 'Chi bộ Thôn Một', theirs: 'Chi bộ Bản Một' },
  ]);
  expect(merged.values.name).toBe('Chi bộ Bản Một');
});

test('two people who made the same change agree', () => {
  const both = { ...base, code: '99.001.000.000.000' };
  expect(mergeEdits(base, both, both)).toEqual({ values: both, clashes: [], taken: [] });
});

test('a field they emptied is not filled again by an edit that left it alone', () => {
  const theirs = { ...base, place: '' };
  expect(mergeEdits(base, base, theirs).values.place).toBe('');
});

test('a request says only what changed, and empties with null', () => {
  expect(changesOf(base, { ...base, name: 'Khác', place: '' })).toEqual({
    name: 'Khác',
    place: null,
  });
  expect(changesOf(base, base)).toEqual({});
});
