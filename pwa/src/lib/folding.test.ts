import { describe, expect, it } from 'vitest';
import { compose, fold, hasMarks } from './folding.ts';
// The same pairs are checked against the server's table by tests/kit/test_folding_vectors.py.
import vectors from './folding.vectors.json';

describe('folding', () => {
  it.each(vectors as [string, string][])('%s folds as on the server', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text)).toHaveLength(text.length);
  });

  it('makes both Unicode forms equal once composed', () => {
    const typed = 'nghị quyết chuyển đổi số';
    expect(fold(compose(typed.normalize('NFD')))).toBe('nghi quyet chuyen doi so');
  });

  it('folds every letter of the table to one that folds to itself', () => {
    for (let code = 0xc0; code < 0x1f00; code++) {
      const once = fold(String.fromCharCode(code));
      expect(fold(once)).toBe(once);
    }
  });

  it('knows marks from capitals', () => {
    expect(hasMarks('đảng')).toBe(true);
    expect(hasMarks('ế'.normalize('NFD'))).toBe(true);
    expect(hasMarks('DANG uy 05-NQ')).toBe(false);
  });
});
