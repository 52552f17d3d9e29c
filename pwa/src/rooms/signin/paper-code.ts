/** Signs of the activation code on paper: `7K4M-92QX-TB3D` without the dashes. */
export const CODE_LENGTH = 12;

/** Crockford's base 32 has no I, L, O, U: a hand that writes them means 1, 1, 0; U stands for nothing. */
const STRAY = /[^0-9A-HJKMNP-TV-Z]/g;

/**
 * What a person typed or pasted as the bare code: any case, spaces, dashes, letters a Vietnamese
 * keyboard put marks on, O for 0, I and L for 1, and the whole address of the QR code.
 */
export function cleanCode(typed: string): string {
  return typed
    .slice(typed.lastIndexOf('#') + 1)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()
    .replaceAll('Đ', 'D')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(STRAY, '')
    .slice(0, CODE_LENGTH);
}

/** The code in the address the paper's QR leads to (`/kich-hoat#…`), if it is a whole one. */
export function codeInHash(hash: string): string | null {
  const code = cleanCode(hash);
  return code.length === CODE_LENGTH ? code : null;
}
