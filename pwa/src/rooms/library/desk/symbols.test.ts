import { describe, expect, it } from 'vitest';
import { readSymbol } from './symbols.ts';

const TYPES = ['NQ', 'CT', 'QĐ', 'HD', 'CTr', 'TTr', 'TT', 'BC'];

describe('number-symbols as people type them', () => {
  it.each([
    ['05-NQ/ĐU', '05-NQ/ĐU', 'NQ'],
    ['5 nq du', '05-NQ/ĐU', 'NQ'],
    ['005-nq/tu', '05-NQ/TU', 'NQ'],
    ['12/QDi-TU', '12-QĐ/TU', 'QĐ'],
    ['433–nq/tu', '433-NQ/TU', 'NQ'],
    ['7-ctr/hu', '07-CTr/HU', 'CTr'],
    ['42-hd/btctw', '42-HD/BTCTW', 'HD'],
    ['05-NQ/ĐU'.normalize('NFD'), '05-NQ/ĐU', 'NQ'],
  ])('%s is %s', (typed, text, type) => {
    expect(readSymbol(typed, TYPES)).toEqual({ text, type });
  });

  it.each(['', 'nghị quyết 5', '05', '05-XX/TU', '05-NQ'])('%s is none', (typed) => {
    expect(readSymbol(typed, TYPES)).toBeNull();
  });
});
