import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength.ts';

describe('the strength of a password', () => {
  it.each([
    ['chibo3', 'too_short'],
    ['aaaaaaaaaa', 'easy'],
    ['12345678', 'easy'],
    ['20071958', 'easy'],
    ['matkhau4321', 'easy'],
    ['sông suối', 'fair'],
    ['mo45caphe', 'good'],
    ['ngày mai trời lại sáng', 'good'],
  ] as const)('of %j is %s', (password, strength) => {
    expect(strengthOf(password)).toBe(strength);
  });

  it('is low when the own name is in it', () => {
    expect(strengthOf('thiAn1958x', ['Lò Thị An', 'an.lothi.4821'])).toBe('good');
    expect(strengthOf('lothi1958x', ['Lò Thị An', 'an.lothi.4821'])).toBe('easy');
  });

  it('counts a letter with its mark once, however the keyboard made it', () => {
    expect(strengthOf('ếếếế'.normalize('NFD'))).toBe('too_short');
  });
});
