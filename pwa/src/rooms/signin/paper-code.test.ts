import { describe, expect, it } from 'vitest';
import { cleanCode, codeInHash } from './paper-code.ts';

describe('a code from paper', () => {
  it.each([
    ['7K4M-92QX-TB3D', 'as printed'],
    ['7k4m 92qx tb3d', 'small letters and spaces'],
    ['  7K4M–92QX—TB3D\n', 'other dashes, pasted with a line end'],
    ['7K4M92QXTB3D0000', 'too many signs'],
    ['https://sotay.example.vn/kich-hoat#7K4M92QXTB3D', 'the address of the QR code'],
    ['7K4M-92QX-TB3Đ', 'a Vietnamese keyboard'],
  ])('is read from %j: %s', (typed) => {
    expect(cleanCode(typed)).toBe('7K4M92QXTB3D');
  });

  it('takes O for 0, I and L for 1, in any case and with marks', () => {
    expect(cleanCode('OoÒô-IiÍl-LLỈ1')).toBe('000011111111');
  });

  it('leaves out signs that no code has', () => {
    expect(cleanCode('U?!_7uK')).toBe('7K');
  });

  it('is found in the address only when it is whole', () => {
    expect(codeInHash('#7K4M92QXTB3D')).toBe('7K4M92QXTB3D');
    expect(codeInHash('#7K4M')).toBeNull();
    expect(codeInHash('')).toBeNull();
  });
});
