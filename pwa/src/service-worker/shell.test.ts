import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeCaches } from '../../tests/caches.ts';
import { answerFile } from './files.ts';
import { makeShell } from './shell.ts';

const OLD = '/_app/immutable/a.js';
const NEW = '/_app/immutable/b.js';
let fetched: string[];
let store: FakeCaches;

beforeEach(() => {
  fetched = [];
  store = new FakeCaches(location.origin);
  vi.stubGlobal('caches', store);
  vi.stubGlobal('fetch', (input: string | Request) => {
    const path = new URL(typeof input === 'string' ? input : input.url, location.origin).pathname;
    fetched.push(path);
    return Promise.resolve(new Response(`net ${path}`, { status: path === '/gone' ? 404 : 200 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const get = (path: string, init: RequestInit = {}) =>
  new Request(new URL(path, location.origin), init);
const text = async (answer: Promise<Response> | undefined) => (await answer)?.text();

test('an update fetches only what is new and then drops the old version', async () => {
  const first = makeShell('1', '/200.html', [OLD, '/robots.json']);
  await first.install();
  await first.activate();
  fetched = [];
  const second = makeShell('2', '/200.html', [OLD, NEW, '/robots.json']);
  await second.install();
  expect(fetched.sort()).toEqual(['/200.html', NEW, '/robots.json'].sort());
  await second.activate();
  expect(await store.keys()).toEqual(['handbook-shell-2']);
});

test('saved files survive an update of the app', async () => {
  await store.open('handbook-files');
  await makeShell('2', '/200.html', []).activate();
  expect(await store.keys()).toContain('handbook-files');
});

test('a file that cannot be had fails the installation, so that no half app is kept', async () => {
  await expect(makeShell('1', '/200.html', ['/gone']).install()).rejects.toThrow('/gone: 404');
});

test('files of the app come from the phone', async () => {
  const shell = makeShell('1', '/200.html', [OLD]);
  await shell.install();
  fetched = [];
  expect(await text(shell.answer(get(OLD)))).toBe(`net ${OLD}`);
  expect(fetched).toEqual([]);
});

test.each(['/api/library/documents', '/api/openapi.json'])('%s is none of its business', (path) => {
  expect(makeShell('1', '/200.html', []).answer(get(path))).toBeUndefined();
});

test('what is sent, and other hosts, are left alone', () => {
  const shell = makeShell('1', '/200.html', ['/x']);
  expect(shell.answer(get('/x', { method: 'POST' }))).toBeUndefined();
  expect(shell.answer(new Request('https://other.example/x'))).toBeUndefined();
});

test('a saved file is read from the phone, one that is not saved is never kept', async () => {
  const page = '/api/library/files/1/pages/1.webp';
  await (await store.open('handbook-files')).put(page, new Response('saved'));
  expect(await text(answerFile(get(page)))).toBe('saved');
  const other = '/api/library/files/2/pages/1.webp';
  expect(await text(answerFile(get(other)))).toBe(`net ${other}`);
  expect(await store.match(other)).toBeUndefined();
});
