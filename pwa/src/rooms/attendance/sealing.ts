import { toHex, utf8, type Bytes } from './bytes.ts';

/** One expected person of a bundle, once a shown code has opened the row. */
export interface ExpectedPerson {
  member_id: string;
  name: string;
  site_id: string | null;
  /** Uncompressed points of the phones, in hexadecimal. */
  keys: readonly string[];
}

const NONCE = 12;

/** By what the row of a pseudonym is found (8 bytes in hexadecimal). */
export async function rowTag(pseudonym: Bytes): Promise<string> {
  const kind = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', pseudonym, kind, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, utf8('handbook/row-tag/1'));
  return toHex(new Uint8Array(mac).subarray(0, 8));
}

/** Opens the row of an expected member; `null` when it is another's or was changed. */
export function openRow(
  pseudonym: Bytes,
  tag: Bytes,
  sealed: Bytes,
): Promise<ExpectedPerson | null> {
  return openSealed<ExpectedPerson>(pseudonym, tag, sealed);
}

/** Opens what was sealed with a pseudonym or a badge's token; the caller names what is in it. */
export async function openSealed<Row>(
  pseudonym: Bytes,
  tag: Bytes,
  sealed: Bytes,
): Promise<Row | null> {
  const secret = await crypto.subtle.importKey('raw', pseudonym, 'HKDF', false, ['deriveKey']);
  const from = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8('handbook/row-key/1'),
  };
  const kind = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(from, secret, kind, false, ['decrypt']);
  const how = { name: 'AES-GCM', iv: sealed.subarray(0, NONCE), additionalData: tag };
  try {
    const content = await crypto.subtle.decrypt(how, key, sealed.subarray(NONCE));
    return JSON.parse(new TextDecoder().decode(content)) as Row;
  } catch {
    return null;
  }
}
