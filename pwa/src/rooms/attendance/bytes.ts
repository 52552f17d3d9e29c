/** Bytes as the API writes them, and put together. */
export type Bytes = Uint8Array<ArrayBuffer>;

export function fromHex(text: string): Bytes {
  const content = new Uint8Array(text.length / 2);
  for (let at = 0; at < content.length; at++) {
    content[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  }
  return content;
}

export function toHex(content: Uint8Array): string {
  return [...content].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function utf8(text: string): Bytes {
  return joined(new TextEncoder().encode(text));
}

/** Four bytes, the highest first. */
export function uint32(number: number): Bytes {
  const content = new Uint8Array(4);
  new DataView(content.buffer).setUint32(0, number);
  return content;
}

/** A UUID's 16 bytes. */
export function uuidBytes(uuid: string): Bytes {
  return fromHex(uuid.replaceAll('-', ''));
}
