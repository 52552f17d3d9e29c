import { expect, test } from 'vitest';
import { byName, rollName } from './names.ts';

const ordered = (names: string[]) =>
  names
    .map((full_name) => ({ full_name }))
    .sort(byName)
    .map(({ full_name }) => full_name);

test('the roll goes by given name, then family name', () => {
  expect(ordered(['Nguyễn Văn Minh', 'Lò Thị An', 'Đinh Văn An', 'Vũ Bình'])).toEqual([
    'Đinh Văn An',
    'Lò Thị An',
    'Vũ Bình',
    'Nguyễn Văn Minh',
  ]);
});

test('letters with marks have a place of their own: a ă â, d đ, o ô ơ', () => {
  const names = ['Lê Đạt', 'Lê Dũng', 'Lê Ân', 'Lê Ăn', 'Lê An', 'Lê Ơn', 'Lê Ôn', 'Lê Oanh'];
  expect(ordered(names)).toEqual([
    'Lê An',
    'Lê Ăn',
    'Lê Ân',
    'Lê Dũng',
    'Lê Đạt',
    'Lê Oanh',
    'Lê Ôn',
    'Lê Ơn',
  ]);
});

test('a name of one word, and one typed letter and mark apart', () => {
  expect(rollName('  Ksor  ')).toBe('Ksor');
  expect(rollName('Lò Thị Hà'.normalize('NFD'))).toBe('Hà Lò Thị');
});
