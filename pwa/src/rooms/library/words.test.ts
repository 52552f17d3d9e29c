import { describe, expect, it } from 'vitest';
import { fold } from '#lib/folding.ts';
import { places, readQuery, tokens } from './words.ts';
import { marked, snippet } from './snippet.ts';

const TEXT = 'Nghị quyết số 05-NQ/ĐU về chuyển đổi số trong hoạt động của Đảng bộ xã';

function found(query: string, text = TEXT): string[] {
  const spans = places(fold(text), readQuery(query, true));
  return spans.map(({ start, end }) => text.slice(start, end));
}

describe('words of a query', () => {
  it('finds what was typed without marks, at the offsets of the original', () => {
    expect(found('chuyen doi')).toEqual(['chuyển', 'đổi']);
  });

  it('finds what an input method typed letter and mark apart', () => {
    expect(found('đảng bộ'.normalize('NFD'))).toEqual(['Đảng', 'bộ']);
  });

  it('keeps phrases together', () => {
    expect(found('"chuyển đổi số"')).toEqual(['chuyển đổi số']);
    expect(found('"đổi chuyển"')).toEqual([]);
  });

  it('takes the last word as begun until a space follows it', () => {
    expect(found('hoat don')).toEqual(['hoạt', 'động']);
    expect(found('hoat don ')).toEqual([]);
  });

  it('needs every word', () => {
    expect(found('chuyen doi ngan hang')).toEqual([]);
  });

  it.each(['05-NQ/ĐU', '5 nq du', '5-NQ/DU'])('reads the number-symbol %s', (symbol) => {
    expect(found(symbol)).toEqual(['05', 'NQ', 'ĐU']);
  });

  it('knows QĐi as QĐ', () => {
    expect(tokens('12-QĐi/TU').map(({ word }) => word)).toEqual(['12', 'qđ', 'tu']);
  });

  it('looks for exactly the letters when marks are asked for', () => {
    const exact = (query: string) => places(TEXT.toLowerCase(), readQuery(query, false)).length;
    expect(exact('đảng ')).toBe(1);
    expect(exact('đang ')).toBe(0);
  });
});

describe('snippets', () => {
  it('marks every place and never loses a letter', () => {
    const spans = places(fold(TEXT), readQuery('so doi ', true));
    const parts = marked(TEXT, spans);
    expect(parts.map(({ text }) => text).join('')).toBe(TEXT);
    expect(parts.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['số', 'đổi', 'số']);
  });

  it('shows the surroundings of the first place in a long text', () => {
    const long = `${'mở đầu dài '.repeat(40)}phấn đấu một trăm chi bộ ${'và kết '.repeat(60)}`;
    const parts = snippet(long, places(fold(long), readQuery('tram', true)));
    const text = parts.map((part) => part.text).join('');
    expect(text.length).toBeLessThan(240);
    expect(text).toMatch(/^… .*phấn đấu một trăm chi bộ.* …$/u);
    expect(parts.find(({ hit }) => hit)?.text).toBe('trăm');
  });

  it('shows a short text whole', () => {
    expect(snippet('Chi bộ', [])).toEqual([{ text: 'Chi bộ', hit: false }]);
  });
});
