import { beforeAll, expect, it } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import { fill, pointsText, typedPoints, whyText } from './score.ts';
import type { Score, ScoreLine } from './desk.ts';

beforeAll(loadWords);

const line = (given: Partial<ScoreLine>): ScoreLine => ({
  code: 'attendance',
  group: 'attendance',
  title: 'Tỷ lệ dự',
  points: 4,
  steps: [],
  of_this_kind: true,
  applies: true,
  given: 2,
  decided: false,
  proposal: null,
  ...given,
});

it('says why points are proposed, with the figures of the meeting', () => {
  const figures = { present: 4, counted: 6, left_out: 1 };
  const proposal = { source: 'attendance', points: 2, value: 66.7, figures, step: 'Từ 65%' };
  expect(whyText(line({ proposal }))).toBe('Có mặt 4/6 đồng chí; 1 đồng chí không tính vào tỷ lệ.');
});

it('says nothing where nothing was measured', () => {
  const proposal = { source: 'tasks_done', points: null, value: null, figures: {}, step: null };
  expect(whyText(line({ proposal }))).toBe('');
  expect(whyText(line({}))).toBe('');
});

it('keeps apart no points, not applicable and points', () => {
  expect(pointsText(line({}))).toBe('2/4');
  expect(pointsText(line({ given: null }))).toBe('Chưa chấm');
  expect(pointsText(line({ applies: false, given: null }))).toBe('Không áp dụng');
});

it('fills only what nobody has judged', () => {
  const lines = [line({ code: 'a', given: null }), line({ code: 'b' })];
  expect(fill({ lines, missing: ['a'] } as unknown as Score)).toEqual([
    { code: 'a', applies: true, points: 4 },
  ]);
});

it('reads points with a comma and refuses what the form does not take', () => {
  expect(typedPoints(' 2,5 ', 4)).toBe(2.5);
  expect(typedPoints('5', 4)).toBeNull();
  expect(typedPoints('-1', 4)).toBeNull();
  expect(typedPoints('', 4)).toBeNull();
});
