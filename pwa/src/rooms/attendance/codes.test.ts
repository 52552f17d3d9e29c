import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { isFresh, isSignedBy, makeMemberCode, makeRoomCode, readCode, stepAt } from './codes.ts';
import { openRow, rowTag } from './sealing.ts';

interface Vectors {
  member_codes: {
    says: string;
    meeting_id: string;
    pseudonym: string;
    counter: number;
    public_key: string;
    text: string;
    signed: boolean;
  }[];
  room_codes: { key: string; counter: number; text: string }[];
  rows: { pseudonym: string; tag: string; sealed: string; row: { name: string } }[];
}

/** The server's tests read the same file. */
const vectors = JSON.parse(readFileSync('../api/rooms/attendance/vectors.json', 'utf8')) as Vectors;
const MEETING = '0197f5a0-0000-7000-8000-000000000001';

test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
])('Base45 of %s as in RFC 9285', (content, text) => {
  expect(encodeBase45(utf8(content))).toBe(text);
  expect(decodeBase45(text)).toEqual(utf8(content));
});

test.each(['a', 'A', 'GGW', '::', ':::', 'é12', 'AAAA'])('%s is no Base45', (text) => {
  expect(decodeBase45(text)).toBeNull();
});

test.each(vectors.member_codes)('a member code $says', async (vector) => {
  const code = readCode(vector.text);
  if (code?.kind !== 'member') throw new Error('not read');
  expect([toHex(code.pseudonym), code.counter]).toEqual([vector.pseudonym, vector.counter]);
  expect(await isSignedBy(code, fromHex(vector.public_key), vector.meeting_id)).toBe(vector.signed);
});

test.each(vectors.room_codes)('the wall in step $counter', async ({ key, counter, text }) => {
  expect(await makeRoomCode(fromHex(key), counter, 'https://so-tay.example')).toBe(text);
  expect(readCode(text)).toEqual({ kind: 'room', counter });
});

test.each(vectors.rows)('the row of $row.name', async ({ pseudonym, tag, sealed, row }) => {
  expect(await rowTag(fromHex(pseudonym))).toBe(tag);
  expect(await openRow(fromHex(pseudonym), fromHex(tag), fromHex(sealed))).toEqual(row);
  expect(await openRow(fromHex('00'.repeat(16)), fromHex(tag), fromHex(sealed))).toBeNull();
});

test('a code made here is taken, and only with its key and meeting', async () => {
  const kind = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(kind, false, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const text = await makeMemberCode(pair.privateKey, MEETING, fromHex('07'.repeat(16)), 4711);
  expect(text).toHaveLength(128);
  const code = readCode(text);
  if (code?.kind !== 'member') throw new Error('not read');
  expect(await isSignedBy(code, point, MEETING)).toBe(true);
  expect(await isSignedBy(code, point, MEETING.replace(/1$/, '2'))).toBe(false);
});

test('a code that begins with a blank is a code', async () => {
  const kind = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey } = await crypto.subtle.generateKey(kind, false, ['sign', 'verify']);
  const pseudonym = fromHex('05' + '00'.repeat(15));
  const text = await makeMemberCode(privateKey, MEETING, pseudonym, 7);
  expect(text.startsWith(' ')).toBe(true);
  expect(readCode(`${text}\r\n`)?.kind).toBe('member');
});

test('a code is taken one step early and one step late', () => {
  const at = 1_796_257_807_000;
  const taken = [-2, -1, 0, 1, 2].filter((off) => isFresh(stepAt(at, 15) + off, at, 15));
  expect(taken).toEqual([-1, 0, 1]);
});

test.each(['', '??', 'https://example.vn/tin-tuc', 'https://x/d/AAAA', '0123456789'])(
  '%j is none of ours',
  (text) => expect(readCode(text)).toBeNull(),
);
