import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../bytes.ts';
import { openSealed, rowTag } from '../sealing.ts';
import { readBadge } from './badge.ts';

interface Badge {
  issue: number;
  token: string;
  text: string;
  tag: string;
  sealed: string;
  row: { name: string; withdrawn: boolean };
}

/** The server's tests read the same file. */
const { badges } = JSON.parse(readFileSync('../api/rooms/attendance/vectors.json', 'utf8')) as {
  badges: Badge[];
};

test.each(badges)('printing $issue of a badge is read as the server writes it', async (one) => {
  const token = readBadge(`${one.text}\r\n`);
  expect(token && toHex(token)).toBe(one.token);
  const secret = fromHex(one.token);
  expect(await rowTag(secret)).toBe(one.tag);
  expect(await openSealed(secret, fromHex(one.tag), fromHex(one.sealed))).toEqual(one.row);
});

test.each(['', 'ABC', 'https://so-tay.example/d/AA', badges[0]?.text.slice(2) ?? ''])(
  'what is no badge is none: %s',
  (text) => {
    expect(readBadge(text)).toBeNull();
  },
);
