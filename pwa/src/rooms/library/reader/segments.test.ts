import { describe, expect, it } from 'vitest';
import { segments, toCharacters, toUnits } from './segments.ts';

const mark = (id: string, start: number, end: number, color = 'yellow') => ({
  id,
  start,
  end,
  color,
});

describe('segments', () => {
  it('leaves a text without highlights whole', () => {
    expect(segments('Phấn đấu', [])).toEqual([{ text: 'Phấn đấu', highlight: null }]);
  });

  it('cuts where a highlight begins and ends', () => {
    expect(segments('Phấn đấu 100 %', [mark('a', 5, 8)])).toEqual([
      { text: 'Phấn ', highlight: null },
      { text: 'đấu', highlight: { id: 'a', color: 'yellow' } },
      { text: ' 100 %', highlight: null },
    ]);
  });

  it('shows the newest of highlights that cover each other', () => {
    const parts = segments('abcdef', [mark('1', 0, 4), mark('2', 2, 6, 'green')]);
    expect(parts.map(({ text, highlight }) => [text, highlight?.color])).toEqual([
      ['ab', 'yellow'],
      ['cdef', 'green'],
    ]);
  });

  it('survives a highlight beyond the end: the text may have become shorter', () => {
    const parts = segments('abc', [mark('1', 2, 99), mark('2', 50, 60)]);
    expect(parts.map(({ text }) => text)).toEqual(['ab', 'c']);
  });

  it('counts characters as the server does, also beyond U+FFFF', () => {
    const text = 'a😀bc';
    expect(toUnits(text, 2)).toBe(3);
    expect(toCharacters(text, 3)).toBe(2);
    expect(segments(text, [mark('1', 1, 3)]).map((part) => part.text)).toEqual(['a', '😀b', 'c']);
  });
});
