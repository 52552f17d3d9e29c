import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { toHex, utf8, type Bytes } from './bytes.ts';
import { makeMemberCode, stepAt } from './codes.ts';
import { takeByHand, takeCode, type Bundle } from './desk.ts';
import { flushScans, latestScans, scanCounts, sendNow } from './queue.ts';
import { rowTag } from './sealing.ts';

const MEETING = '0197f5a0-0000-7000-8000-000000000001';
const NOW = Date.parse('2026-12-03T12:20:00Z');
const KIND = { name: 'ECDSA', namedCurve: 'P-256' };

interface Person {
  id: string;
  name: string;
  pseudonym: Bytes;
  pair: CryptoKeyPair;
}

async function person(number: number, name: string): Promise<Person> {
  const pair = await crypto.subtle.generateKey(KIND, false, ['sign', 'verify']);
  const id = `0197f5a0-0000-7000-8000-0000000000${number + 10}`;
  return { id, name, pseudonym: new Uint8Array(16).fill(number), pair };
}

/** As the server seals: see api/rooms/attendance/sealing.py. */
async function sealed({ id, name, pseudonym, pair }: Person, site: string | null = null) {
  const tag = await rowTag(pseudonym);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secret = await crypto.subtle.importKey('raw', pseudonym, 'HKDF', false, ['deriveKey']);
  const salt = new Uint8Array();
  const from = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8('handbook/row-key/1') };
  const key = await crypto.subtle.deriveKey(from, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = Uint8Array.from(tag.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  const row = JSON.stringify({ member_id: id, name, site_id: site, keys: [toHex(point)] });
  const content = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    utf8(row),
  );
  return { tag, sealed: toHex(iv) + toHex(new Uint8Array(content)) };
}

function bundleOf(rows: Bundle['rows']): Bundle {
  const server_at = new Date(NOW).toISOString();
  return { server_at, meeting_id: MEETING, site_id: null, expected: rows.length, rows };
}

const codeOf = ({ pair, pseudonym }: Person, at = NOW) =>
  makeMemberCode(pair.privateKey, MEETING, pseudonym, stepAt(at, 15));

let an: Person;
let bundle: Bundle;
let sent: { items: { scan_id: string; method: string; code?: string }[] }[];
let answer: (body: (typeof sent)[number]) => Response;

beforeEach(async () => {
  an = await person(1, 'Lò Thị An');
  bundle = bundleOf([await sealed(an), await sealed(await person(2, 'Vừ A Bình'))]);
  sent = [];
  answer = ({ items }) =>
    Response.json({
      received_at: new Date(NOW).toISOString(),
      items: items.map(({ scan_id }) => ({ scan_id, outcome: 'in', refusal: null, flags: [] })),
    });
  vi.stubGlobal('fetch', async (request: Request) => {
    const body = (await request.json()) as (typeof sent)[number];
    sent.push(body);
    return answer(body);
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
  await database.open();
});

test('without network a shown code says who it is, and the scan is kept', async () => {
  const verdict = await takeCode(bundle, await codeOf(an), NOW);
  expect(verdict).toMatchObject({ kind: 'in', name: 'Lò Thị An' });
  expect(await scanCounts(MEETING)).toEqual({ waiting: 1, sent: 0, quarantined: 0, people: 1 });
});

test('a second scan says when the first was', async () => {
  await takeCode(bundle, await codeOf(an), NOW);
  const later = NOW + 60_000;
  const verdict = await takeCode(bundle, await codeOf(an, later), later);
  expect(verdict).toMatchObject({ kind: 'already', at: NOW });
});

test('an old code, another key, another meeting, the wall and other QR codes', async () => {
  const old = await codeOf(an, NOW - 45_000);
  expect((await takeCode(bundle, old, NOW)).kind).toBe('expired');
  const thief = await person(1, 'Kẻ gian');
  expect((await takeCode(bundle, await codeOf(thief), NOW)).kind).toBe('forged');
  const stranger = await person(9, 'Người lạ');
  expect((await takeCode(bundle, await codeOf(stranger), NOW)).kind).toBe('not_invited');
  const wall = 'https://so-tay.example/d/Ag1iF7JxrVUFxQu2OP1IWwUm3PTe';
  expect((await takeCode(bundle, wall, NOW)).kind).toBe('room_code');
  expect((await takeCode(bundle, 'WIFI:S:hoi-truong;;', NOW)).kind).toBe('not_ours');
  // Whom this desk cannot know is kept for the server, which may; what is forged or no code of ours is not.
  const kept = (await latestScans(MEETING)).map(({ name }) => name);
  expect(new Set(kept)).toEqual(new Set(['Lò Thị An', null]));
});

test('somebody of another site is noted and shown the way', async () => {
  const there = bundleOf([await sealed(an, 'site-2')]);
  const verdict = await takeCode({ ...there, site_id: 'site-1' }, await codeOf(an), NOW);
  expect(verdict).toMatchObject({ kind: 'other_site', name: 'Lò Thị An' });
});

test('by hand, and then by code: one person', async () => {
  await takeByHand(MEETING, null, { member_id: an.id, name: an.name }, NOW);
  expect((await takeCode(bundle, await codeOf(an), NOW)).kind).toBe('already');
  expect((await scanCounts(MEETING)).people).toBe(1);
});

test('what waits is sent once, in one report, with the ids of the scans', async () => {
  await takeCode(bundle, await codeOf(an), NOW);
  await takeByHand(MEETING, null, { member_id: 'm2', name: 'Vừ A Bình' }, NOW);
  await Promise.all([flushScans(), flushScans()]);
  expect(sent.map(({ items }) => items.map(({ method }) => method).sort())).toEqual([
    ['hand', 'member_code'],
  ]);
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 0, sent: 2 });
});

test('a scan the server cannot read is set aside and its neighbours go through', async () => {
  const first = await takeByHand(MEETING, null, { member_id: 'm1', name: 'A' }, NOW);
  await takeByHand(MEETING, null, { member_id: 'm2', name: 'B' }, NOW);
  await takeByHand(MEETING, null, { member_id: 'm3', name: 'C' }, NOW);
  const poison = 'scan' in first ? first.scan.scan_id : '';
  const good = answer;
  answer = (body) =>
    body.items.some(({ scan_id }) => scan_id === poison)
      ? Response.json({ code: 'request.invalid', status: 422, params: {} }, { status: 422 })
      : good(body);
  await flushScans();
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 0, sent: 2, quarantined: 1 });
});

const FAILED = () =>
  Response.json({ code: 'server.failed', status: 500, params: {} }, { status: 500 });

test('a scan the server fails at waits alone: its neighbours go through, and it goes when that is mended', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `Người ${at}`);
  const taken = [];
  for (const name of names)
    taken.push(await takeByHand(MEETING, null, { member_id: name, name }, NOW));
  const poison = taken[7] && 'scan' in taken[7] ? taken[7].scan.scan_id : '';
  const good = answer;
  answer = (body) => (body.items.some(({ scan_id }) => scan_id === poison) ? FAILED() : good(body));
  expect(await flushScans()).toMatchObject({ ok: false, problem: { code: 'server.failed' } });
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 1, sent: 19, quarantined: 0 });
  answer = good;
  await sendNow();
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 0, sent: 20 });
});

test('a server that fails at everything is asked few times, and every scan waits', async () => {
  for (let at = 0; at < 200; at += 1)
    await takeByHand(MEETING, null, { member_id: `m${at}`, name: 'A' }, NOW);
  const good = answer;
  let asked = 0;
  answer = () => {
    asked += 1;
    return FAILED();
  };
  expect((await sendNow()).ok).toBe(false);
  expect(asked).toBeLessThan(25);
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 200, sent: 0, quarantined: 0 });
  answer = good;
  expect((await sendNow()).ok).toBe(true);
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 0, sent: 200 });
});

test('a refused scan is set aside with its reason, and no network loses nothing', async () => {
  await takeByHand(MEETING, null, { member_id: 'm1', name: 'A' }, NOW);
  answer = ({ items }) =>
    Response.json({
      received_at: '',
      items: items.map(({ scan_id }) => ({
        scan_id,
        outcome: 'refused',
        refusal: 'attendance.not_a_scanner',
        flags: [],
      })),
    });
  await flushScans();
  expect((await latestScans(MEETING))[0]).toMatchObject({
    state: 'quarantined',
    answer: { refusal: 'attendance.not_a_scanner' },
  });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await takeByHand(MEETING, null, { member_id: 'm2', name: 'B' }, NOW);
  await flushScans();
  expect(await scanCounts(MEETING)).toMatchObject({ waiting: 1, quarantined: 1 });
});
