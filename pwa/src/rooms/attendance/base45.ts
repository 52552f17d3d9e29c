/** Base45 (RFC 9285), as in api/rooms/attendance/base45.py: two bytes become three characters. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function encodeBase45(content: Uint8Array): string {
  let text = '';
  for (let at = 0; at < content.length; at += 2) {
    const pair = content.subarray(at, at + 2);
    let number = pair.reduce((sum, byte) => sum * 256 + byte, 0);
    for (let count = 0; count <= pair.length; count++) {
      text += ALPHABET.charAt(number % 45);
      number = Math.floor(number / 45);
    }
  }
  return text;
}

/** The bytes of a text, `null` for anything `encodeBase45` would not have written. */
export function decodeBase45(text: string): Uint8Array | null {
  const content: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const values = Array.from(text.slice(at, at + 3), (character) => ALPHABET.indexOf(character));
    const length = values.length - 1;
    const number = values.reduceRight((sum, value) => sum * 45 + value, 0);
    if (length === 0 || values.includes(-1) || number >= 256 ** length) return null;
    if (length === 2) content.push(number >> 8);
    content.push(number & 255);
  }
  return new Uint8Array(content);
}
