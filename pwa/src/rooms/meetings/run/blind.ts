/**
 * The phone's half of a secret ballot: RSABSSA-SHA384-PSSZERO-Deterministic of RFC 9474. The server
 * signs the blinded token without seeing it; the unblinded signature proves a ballot and no voter.
 * Numbers are hexadecimal strings of the modulus' length.
 */
const EXPONENT = 65_537n;
const HASH = 48;

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const numberOf = (hex: string): bigint => BigInt(`0x${hex}`);

export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function padded(value: bigint, modulus: string): string {
  return value.toString(16).padStart(modulus.length, '0');
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let b = base % modulus, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus) {
    if (e & 1n) result = (result * b) % modulus;
  }
  return result;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, s, after] = [modulus, value % modulus, 0n, 1n];
  while (next > 0n) {
    const q = r / next;
    [r, next] = [next, r - q * next];
    [s, after] = [after, s - q * after];
  }
  return ((s % modulus) + modulus) % modulus;
}

async function sha384(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
}

/** RFC 8017 B.2.1. */
async function mask(seed: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const out = new Uint8Array(length);
  for (let at = 0, counter = 0; at < length; at += HASH, counter++) {
    const block = new Uint8Array(HASH + 4);
    block.set(seed);
    new DataView(block.buffer).setUint32(HASH, counter);
    out.set((await sha384(block)).subarray(0, length - at), at);
  }
  return out;
}

/** EMSA-PSS without salt (RFC 8017 §9.1.1) for a modulus of whole bytes. */
async function encoded(token: Uint8Array<ArrayBuffer>, size: number): Promise<bigint> {
  const message = new Uint8Array(8 + HASH);
  message.set(await sha384(token), 8);
  const digest = await sha384(message);
  const block = new Uint8Array(size - HASH - 1);
  block[block.length - 1] = 1;
  const over = await mask(digest, block.length);
  for (let at = 0; at < block.length; at++) block[at] = (block[at] ?? 0) ^ (over[at] ?? 0);
  block[0] = (block[0] ?? 0) & 0x7f;
  return numberOf(`${hexOf(block)}${hexOf(digest)}bc`);
}

/** A new token and the factor that will blind it. */
export function newBallot(modulus: string): { token: string; factor: string } {
  const random = (bytes: number) => hexOf(crypto.getRandomValues(new Uint8Array(bytes)));
  // 128 bits more than the modulus has: what remains of the division is as good as even.
  const factor = (numberOf(random(modulus.length / 2 + 16)) % (numberOf(modulus) - 2n)) + 2n;
  return { token: random(32), factor: padded(factor, modulus) };
}

/** What the server is asked to sign. */
export async function blinded(token: string, factor: string, modulus: string): Promise<string> {
  const n = numberOf(modulus);
  const message = await encoded(bytesOf(token), modulus.length / 2);
  return padded((message * power(numberOf(factor), EXPONENT, n)) % n, modulus);
}

/** The ballot's signature, or null when the server did not sign what it was asked to. */
export async function unblinded(
  token: string,
  factor: string,
  modulus: string,
  signed: string,
): Promise<string | null> {
  const n = numberOf(modulus);
  const signature = (numberOf(signed) * inverse(numberOf(factor), n)) % n;
  const message = await encoded(bytesOf(token), modulus.length / 2);
  return power(signature, EXPONENT, n) === message ? padded(signature, modulus) : null;
}

/** What the published list calls a ballot: SHA-256 of its token. */
export async function receiptOf(token: string): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(token))));
}
