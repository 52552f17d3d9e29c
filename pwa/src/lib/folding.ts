/**
 * Vietnamese without its marks, exactly as the server folds (api/kit/folding.py): one character to
 * one character, so an offset in the folded text is the same offset in the original.
 */
const RANGES = [
  [0xc0, 0x250],
  [0x1ea0, 0x1f00],
] as const;

function baseLetters(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [from, to] of RANGES) {
    for (let code = from; code < to; code++) {
      const letter = String.fromCharCode(code);
      const base = letter.normalize('NFD').replace(/\p{M}/gu, '');
      if (base.length === 1 && base !== letter) table.set(letter, base.toLowerCase());
    }
  }
  table.set('đ', 'd').set('Đ', 'd');
  for (let code = 65; code <= 90; code++) {
    table.set(String.fromCharCode(code), String.fromCharCode(code + 32));
  }
  return table;
}

const TABLE = baseLetters();
const FOLDED = /[A-Z\u00c0-\u024f\u1ea0-\u1eff]/g;

/** NFC, whatever input method typed it: some phones send letters and marks apart. */
export function compose(text: string): string {
  return text.normalize('NFC');
}

/** Composed text in lower case without diacritics, of the same length: `Đảng ủy` → `dang uy`. */
export function fold(text: string): string {
  return text.replace(FOLDED, (letter) => TABLE.get(letter) ?? letter);
}

/** Whether somebody typed diacritics, and so wants exactly these letters. */
export function hasMarks(text: string): boolean {
  const composed = compose(text).toLowerCase();
  return fold(composed) !== composed;
}
