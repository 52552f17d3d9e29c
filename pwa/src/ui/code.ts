/** What a person typed or pasted, as the bare code: capitals, no spaces or hyphens. */
export function plainCode(typed: string, length: number, digits: boolean): string {
  const stray = digits ? /[^0-9]/g : /[^0-9A-Z]/g;
  return typed.normalize('NFC').toUpperCase().replace(stray, '').slice(0, length);
}

/** `ABCDEFGH` as `ABCD EFGH`: easier to compare with paper. */
export function groupCode(code: string, group: number): string {
  return code.replace(new RegExp(`(.{${group}})(?=.)`, 'g'), '$1 ');
}
