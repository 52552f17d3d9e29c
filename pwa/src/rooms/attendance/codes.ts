import { decodeBase45, encodeBase45 } from './base45.ts';
import { joined, uint32, utf8, uuidBytes, type Bytes } from './bytes.ts';

/** The codes people show and scan; formats and reasons: api/rooms/attendance/README.md. */
export const MEMBER_STEP = 15;
export const ROOM_STEP = 8;
/** How many steps before or after its own a code is still taken. */
const STEPS_OFF = 1;

const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
const MEMBER_KIND = 1;
const ROOM_KIND = 2;

export interface MemberCode {
  kind: 'member';
  pseudonym: Bytes;
  counter: number;
  signature: Bytes;
}

export interface RoomCode {
  kind: 'room';
  counter: number;
}

/** The step of `length` seconds a moment (ms since 1970) lies in. */
export function stepAt(at: number, length: number): number {
  return Math.floor(at / 1000 / length);
}

/** Whether a code of this step is still taken at a moment (ms since 1970). */
export function isFresh(counter: number, at: number, length: number): boolean {
  return Math.abs(stepAt(at, length) - counter) <= STEPS_OFF;
}

function memberMessage(meeting: string, pseudonym: Bytes, counter: number): Bytes {
  return joined(utf8('handbook/member-code/1'), uuidBytes(meeting), pseudonym, uint32(counter));
}

/** What this phone shows in one step: signed by its own key. */
export async function makeMemberCode(
  key: CryptoKey,
  meeting: string,
  pseudonym: Bytes,
  counter: number,
): Promise<string> {
  const message = memberMessage(meeting, pseudonym, counter);
  const signature = new Uint8Array(await crypto.subtle.sign(SIGNING, key, message));
  return encodeBase45(joined(new Uint8Array([MEMBER_KIND]), pseudonym, uint32(counter), signature));
}

/** Whether the phone with this key (an uncompressed point) made the code for this meeting. */
export async function isSignedBy(
  code: MemberCode,
  point: Bytes,
  meeting: string,
): Promise<boolean> {
  const kind = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('raw', point, kind, false, ['verify']);
  const message = memberMessage(meeting, code.pseudonym, code.counter);
  return crypto.subtle.verify(SIGNING, key, code.signature, message);
}

/** What the wall shows in one step. */
export async function makeRoomCode(
  roomKey: Bytes,
  counter: number,
  publicUrl: string,
): Promise<string> {
  const kind = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', roomKey, kind, false, ['sign']);
  const message = joined(utf8('handbook/room-code/1'), uint32(counter));
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, message)).subarray(0, 16);
  const content = joined(new Uint8Array([ROOM_KIND]), uint32(counter), mac);
  return `${publicUrl}/d/${base64url(content)}`;
}

/** Reads a scanned or typed text; `null` for what is none of ours. */
export function readCode(text: string): MemberCode | RoomCode | null {
  const trimmed = withoutBreaks(text);
  const content = trimmed.includes('://') ? fromBase64url(trimmed) : decodeBase45(trimmed);
  if (content?.[0] === MEMBER_KIND && content.length === 85) {
    return {
      kind: 'member',
      pseudonym: joined(content.subarray(1, 17)),
      counter: counterIn(content, 17),
      signature: joined(content.subarray(21)),
    };
  }
  if (content?.[0] === ROOM_KIND && content.length === 21) {
    return { kind: 'room', counter: counterIn(content, 1) };
  }
  return null;
}

/** Without what hand scanners add; a blank is a character of Base45 and may be the first of a code. */
export function withoutBreaks(text: string): string {
  return text.replaceAll(/[\r\n\t]/g, '');
}

function counterIn(content: Uint8Array, at: number): number {
  return new DataView(content.buffer, content.byteOffset).getUint32(at);
}

function base64url(content: Uint8Array): string {
  const plain = btoa(String.fromCharCode(...content));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64url(address: string): Uint8Array | null {
  const tail = address.slice(address.lastIndexOf('/') + 1);
  try {
    const plain = atob(tail.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(plain, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
