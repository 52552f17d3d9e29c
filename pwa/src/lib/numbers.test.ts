import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '#i18n/index.svelte.ts';
import { fileSizeOf, numberOf, percentOf } from './numbers.ts';

afterEach(() => setLanguage('vi'));

test('numbers have Vietnamese separators', () => {
  expect(numberOf(1500)).toBe('1.500');
  expect(percentOf(0.934)).toBe('93,4\u00a0%');
});

test.each([
  [200, '1\u00a0kB'],
  [850_400, '850\u00a0kB'],
  [1_240_000, '1,2\u00a0MB'],
])('%i bytes are %s', (bytes, said) => {
  expect(fileSizeOf(bytes)).toBe(said);
});

test('English has its own', async () => {
  await setLanguage('en');
  expect(numberOf(1500.25, 2)).toBe('1,500.25');
});
