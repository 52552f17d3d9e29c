import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OneAtATime } from '../../tests/locks.ts';
import { database } from './database.ts';
import { discard, enqueue, flush, hurry, outbox, pending, retry, type Draft } from './outbox.ts';

const NOTE = { method: 'PUT', room: 'library', label_key: 'kit.save' } as const;

function note(path: string, body: unknown = {}): Draft {
  return { ...NOTE, path, body };
}

type Server = (request: { path: string; init: RequestInit }) => Response | Promise<Response>;
let sent: { path: string; body: unknown; headers: Headers }[] = [];

function serve(server: Server): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    sent.push({ path, body, headers: new Headers(init.headers) });
    return await server({ path, init });
  });
}

const answer = (status: number, body?: unknown, headers?: HeadersInit): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
const offline = () => Promise.reject(new TypeError('no network'));

beforeEach(async () => {
  sent = [];
  vi.stubGlobal('navigator', { locks: new OneAtATime() });
  await database.open();
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await database.delete();
});

test('what was done is sent in the order it was done, and leaves the phone', async () => {
  serve(() => answer(204));
  for (const name of ['a', 'b', 'c']) await enqueue(note(`/api/notes/${name}`, { name }));
  expect(await flush()).toEqual({ state: 'done', rooms: ['library'] });
  expect(sent.map(({ body }) => body)).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  expect(await pending()).toEqual([]);
});

test('every request says that it comes from our own page', async () => {
  serve(() => answer(200, {}));
  await enqueue({ ...note('/api/notes/a'), if_match: '"3"' });
  await flush();
  expect(sent[0]?.headers.get('X-Handbook')).toBe('1');
  expect(sent[0]?.headers.get('If-Match')).toBe('"3"');
});

test('without a network everything stays and only one request is tried', async () => {
  serve(offline);
  await enqueue(note('/api/notes/a'));
  await enqueue(note('/api/notes/b'));
  expect((await flush()).state).toBe('offline');
  expect(sent).toHaveLength(1);
  expect(await pending()).toHaveLength(2);
});

test.each([500, 503, 408, 429])('a %i is tried again later, not now', async (status) => {
  serve(() => answer(status));
  await enqueue(note('/api/notes/a'));
  await flush();
  await flush();
  expect(sent).toHaveLength(1);
  const [row] = await pending();
  expect(row?.attempts).toBe(1);
  expect(row?.next_at).toBeGreaterThan(Date.now());
  expect(row?.refusal).toBeNull();
});

test('the pause the server asks for is kept', async () => {
  serve(() => answer(503, {}, { 'Retry-After': '120' }));
  await enqueue(note('/api/notes/a'));
  const before = Date.now();
  await flush();
  const [row] = await pending();
  expect(row?.next_at).toBeGreaterThanOrEqual(before + 120_000);
});

test('a refusal stays visible with its code until the person decides', async () => {
  serve(() => answer(409, { code: 'library.document_withdrawn', params: { on: '2026-12-05' } }));
  const { id } = await enqueue(note('/api/notes/a'));
  await flush();
  await flush();
  expect(sent).toHaveLength(1);
  expect((await pending())[0]?.refusal).toMatchObject({
    status: 409,
    code: 'library.document_withdrawn',
    params: { on: '2026-12-05' },
  });
  serve(() => answer(204));
  await retry(id);
  await flush();
  expect(await pending()).toEqual([]);
});

test('a discarded refusal is gone', async () => {
  serve(() => answer(409, {}));
  const { id } = await enqueue(note('/api/notes/a'));
  await flush();
  await discard(id);
  expect(await outbox.count()).toBe(0);
});

test('later things of the same resource wait for the earlier one, others pass', async () => {
  serve(({ path }) => answer(path === '/api/meetings/1' ? 503 : 204));
  await enqueue({ ...note('/api/meetings/1'), method: 'POST' });
  await enqueue({ ...note('/api/meetings/1/votes'), resource: '/api/meetings/1' });
  await enqueue(note('/api/notes/a'));
  await flush();
  expect(sent.map(({ path }) => path)).toEqual(['/api/meetings/1', '/api/notes/a']);
});

test('a 401 keeps everything untouched until somebody has signed in again', async () => {
  serve(() => answer(401, { code: 'signin.required' }));
  await enqueue(note('/api/notes/a'));
  await enqueue(note('/api/notes/b'));
  expect((await flush()).state).toBe('signed_out');
  expect((await pending()).map(({ attempts, refusal }) => ({ attempts, refusal }))).toEqual([
    { attempts: 0, refusal: null },
    { attempts: 0, refusal: null },
  ]);
  serve(() => answer(204));
  await flush();
  expect(await pending()).toEqual([]);
});

test('the last state of a thing replaces what still waits for it', async () => {
  serve(() => answer(204));
  await enqueue(note('/api/notes/a', { text: 'one' }));
  await enqueue(note('/api/notes/a', { text: 'two' }));
  await enqueue({ ...note('/api/notes/b'), method: 'POST' });
  await enqueue({ ...note('/api/notes/b'), method: 'POST' });
  expect(await pending()).toHaveLength(3);
  await flush();
  expect(sent[0]?.body).toEqual({ text: 'two' });
});

test('what is changed while its older state is on the way is sent as well', async () => {
  let once = true;
  serve(async () => {
    if (once) {
      once = false;
      await enqueue(note('/api/notes/a', { text: 'newer' }));
    }
    return answer(204);
  });
  await enqueue(note('/api/notes/a', { text: 'older' }));
  await flush();
  expect(sent.map(({ body }) => body)).toEqual([{ text: 'older' }, { text: 'newer' }]);
  expect(await pending()).toEqual([]);
});

test('two tabs and the service worker send each thing once', async () => {
  serve(async () => {
    await new Promise((done) => setTimeout(done, 5));
    return answer(204);
  });
  for (const name of ['a', 'b', 'c']) await enqueue(note(`/api/notes/${name}`));
  vi.resetModules();
  const otherTab = await import('./outbox.ts');
  await Promise.all([flush(), otherTab.flush()]);
  expect(sent).toHaveLength(3);
  otherTab.outbox.db.close();
});

test('who leaves sends what waited for a change of mind, but not what was refused', async () => {
  serve(() => answer(204));
  await enqueue({ ...note('/api/notes/a'), not_before: Date.now() + 60_000 });
  const refused = await enqueue(note('/api/notes/b'));
  await outbox.update(refused.id, { refusal: { status: 409, code: 'x', params: {}, fields: [] } });
  await flush();
  expect(sent).toEqual([]);
  await hurry();
  await flush();
  expect(sent.map(({ path }) => path)).toEqual(['/api/notes/a']);
});

test('the order holds when the clock of the phone is set back', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 2_000_000_000_000 });
  await enqueue(note('/api/notes/a'));
  vi.setSystemTime(1_900_000_000_000);
  await enqueue(note('/api/notes/b'));
  expect((await pending()).map(({ path }) => path)).toEqual(['/api/notes/a', '/api/notes/b']);
});
