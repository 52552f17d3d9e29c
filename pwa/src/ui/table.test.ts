import { expect, test } from 'vitest';
import { nextSort, sorted, type Column } from './table.ts';

interface Row {
  name: string;
  score: number | null;
}
const rows: Row[] = [
  { name: 'Đỗ', score: 88 },
  { name: 'An', score: null },
  { name: 'Ánh', score: 9 },
  { name: 'Dũng', score: 92 },
];
const columns: Column<Row>[] = [
  { id: 'name', label: 'Tên', text: (row) => row.name, sort: (row) => row.name },
  { id: 'score', label: 'Điểm', text: (row) => String(row.score), sort: (row) => row.score },
  { id: 'plain', label: 'x', text: () => 'x' },
];
const names = (column: string, descending = false) =>
  sorted(rows, columns, { column, descending }).map(({ name }) => name);

test('names stand in Vietnamese order: D before Đ', () => {
  expect(names('name')).toEqual(['An', 'Ánh', 'Dũng', 'Đỗ']);
});

test('numbers sort as numbers, and what has none comes last in both directions', () => {
  expect(names('score')).toEqual(['Ánh', 'Đỗ', 'Dũng', 'An']);
  expect(names('score', true)).toEqual(['Dũng', 'Đỗ', 'Ánh', 'An']);
});

test('a column without values to compare leaves the rows as they came', () => {
  expect(sorted(rows, columns, { column: 'plain', descending: false })).toBe(rows);
});

test('presses go from ascending over descending back to the first order', () => {
  const first = nextSort(null, 'name');
  const second = nextSort(first, 'name');
  expect([first, second, nextSort(second, 'name')]).toEqual([
    { column: 'name', descending: false },
    { column: 'name', descending: true },
    null,
  ]);
  expect(nextSort(second, 'score')).toEqual({ column: 'score', descending: false });
});
