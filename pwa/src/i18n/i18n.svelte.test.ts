import { flushSync } from 'svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import en from './en/index.ts';
import { errorText, labelText, loadWords, setLanguage, t } from './index.svelte.ts';
import vi from './vi/index.ts';
import { fill } from './words.ts';

beforeAll(loadWords);
afterEach(() => setLanguage('vi'));

const names = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const sentences = (all: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.entries(all).flatMap(([room, words]) =>
    Object.entries(words).map(([key, text]) => [`${room}.${key}`, text] as const),
  );
const english = new Map(sentences(en));

test.each(sentences(vi))(
  '%s says something in both languages, with the same values',
  (key, text) => {
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    expect(text.normalize('NFC')).toBe(text);
    expect(names(english.get(key) ?? '')).toEqual(names(text));
  },
);

test('values are put into the sentence', () => {
  expect(t('kit.shown_of', { shown: 20, total: 60 })).toBe('Đang xem 20/60');
});

test('a number has the separators of the language, a year given as a string has none', async () => {
  expect(t('organizations.count', { count: 2501 })).toBe('2.501 tổ chức');
  expect(t('sheets.year', { year: String(2026) })).toBe('Năm 2026');
  await setLanguage('en');
  expect(t('kit.shown_of', { shown: 20, total: 1060 })).toContain('1,060');
});

test('a missing value stays visible instead of vanishing', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});

test.each([
  [1, '1 page'],
  [2, '2 pages'],
  ['1', '1 page'],
  ['1,000', '1,000 pages'],
])('a word follows its number: %s', (n, text) => {
  expect(fill('{n} {n|page|pages}', { n })).toBe(text);
  expect(fill('{n} {n|page|pages}', {})).toBe('{n} {n|page|pages}');
});

test('screens follow a change of language', async () => {
  let shown = '';
  const stop = $effect.root(() => {
    $effect(() => {
      shown = t('kit.back');
    });
  });
  flushSync();
  expect(shown).toBe('Quay lại');
  await setLanguage('en');
  flushSync();
  expect(shown).toBe('Back');
  expect(document.documentElement.lang).toBe('en');
  stop();
});

test('codes and labels of another version of the app are known to be unknown', () => {
  expect(errorText('server.failed')).toBe(vi.errors['server.failed']);
  expect(errorText('room.reason_of_tomorrow')).toBeUndefined();
  expect(labelText('gone.word')).toBeUndefined();
});
