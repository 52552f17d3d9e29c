import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '#api/client.ts';
import { database } from './database.ts';
import { readCursor, Sync, writeCursor } from './sync.svelte.ts';

const OK: Result<unknown> = { ok: true, data: null, etag: null };
const OFFLINE: Result<unknown> = { ok: false, network: 'offline' };
const refused = (status: number): Result<unknown> => ({
  ok: false,
  problem: { status, code: 'x', params: {}, fields: [] },
});

let sync: Sync;
let log: string[];

function room(name: string, result: Result<unknown> = OK): void {
  sync.register(name, async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    return result;
  });
}

beforeEach(async () => {
  log = [];
  sync = new Sync();
  await database.open();
});
afterEach(() => database.delete());

test('rooms are brought in one after another, and the moment is remembered', async () => {
  room('library');
  room('members');
  await sync.run();
  expect(log).toEqual(['library begins', 'library ends', 'members begins', 'members ends']);
  expect(sync.state).toBe('idle');
  const next = new Sync();
  await next.open();
  expect(next.lastAt).toBe(sync.lastAt);
});

test('a call during a run does not start a second one, but what it wants is done', async () => {
  room('library');
  room('members');
  await Promise.all([sync.run(['library']), sync.run(['members']), sync.run(['members'])]);
  expect(log.filter((line) => line.endsWith('begins'))).toEqual([
    'library begins',
    'members begins',
  ]);
});

test('without a network the other rooms are not tried', async () => {
  room('library', OFFLINE);
  room('members');
  await sync.run();
  expect(sync.state).toBe('offline');
  expect(sync.lastAt).toBeNull();
  expect(log).not.toContain('members begins');
});

test('one failing room does not keep the others from their news', async () => {
  room('library', refused(500));
  sync.register('broken', () => Promise.reject(new Error('disk full')));
  room('members');
  await sync.run();
  expect(log).toContain('members ends');
  expect(sync.state).toBe('failed');
});

test('a session that has ended stops the run', async () => {
  room('library', refused(401));
  room('members');
  await sync.run();
  expect(sync.state).toBe('signed_out');
  expect(log).not.toContain('members begins');
});

test('a cursor is rolled back with the rows it stands for', async () => {
  await writeCursor('library', 'a');
  const cursors = database.table('cursors');
  const broken = database.transaction('rw', cursors, async () => {
    await writeCursor('library', 'b');
    throw new Error('the phone is full');
  });
  await expect(broken).rejects.toThrow('the phone is full');
  expect(await readCursor('library')).toBe('a');
});

test('until the first news is in, or cannot come, it is awaited', async () => {
  room('library', OFFLINE);
  expect(sync.awaited).toBe(true);
  await sync.run();
  expect(sync.awaited).toBe(false);
  const again = new Sync();
  await again.open();
  expect(again.awaited).toBe(true);
  again.register('library', () => Promise.resolve(OK));
  await again.run();
  const later = new Sync();
  await later.open();
  expect(later.awaited).toBe(false);
});
