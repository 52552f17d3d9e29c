import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { phone } from '#offline/phone.ts';
import { makerOf } from './model.ts';
import { TestRun } from './test-run.svelte.ts';

const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const worker = new EventTarget();

function device(userAgent: string, model = ''): void {
  const userAgentData = { getHighEntropyValues: () => Promise.resolve({ model }) };
  vi.stubGlobal('navigator', { userAgent, userAgentData, serviceWorker: worker });
}

function serverSays(...steps: readonly [string, string][]): void {
  const body = {
    steps: steps.map(([step, code]) => ({ step, code, ok: code === 'ok', status: null })),
  };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body)));
}

const ALL_WELL = [
  ['subscribed', 'ok'],
  ['reachable', 'ok'],
  ['accepted', 'ok'],
] as const satisfies readonly [string, string][];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await phone.put({ key: 'current', id: 'x', receipt_token: 't', address: 'a', told_at: 0 });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function endOf(shown: boolean): Promise<TestRun> {
  const run = new TestRun();
  const ended = run.start();
  await vi.waitFor(() => expect(run.lines.at(-1)?.state).toBe('waiting'), { interval: 0 });
  if (shown) {
    worker.dispatchEvent(new MessageEvent('message', { data: { type: 'news', kind: 'test' } }));
  } else {
    await vi.advanceTimersByTimeAsync(20_000);
  }
  await ended;
  return run;
}

test.each([
  [CHROME, 'SM-A546E', 'samsung'],
  [CHROME, '23021RAA2Y', 'xiaomi'],
  [CHROME, 'M2101K6G', 'xiaomi'],
  [CHROME, 'Redmi Note 8', 'xiaomi'],
  [CHROME, 'CPH2239', 'oppo'],
  [CHROME, 'RMX3363', 'oppo'],
  [CHROME, 'V2109', 'vivo'],
  [CHROME, 'vivo 1906', 'vivo'],
  [CHROME, 'Pixel 8', 'android'],
  [CHROME, '', 'android'],
  ['Mozilla/5.0 (Linux; Android 14; SM-S928B) SamsungBrowser/28.0', '', 'samsung'],
])('whose phone it is: %s %s', (userAgent, model, maker) => {
  expect(makerOf(`${userAgent} ${model}`)).toBe(maker);
});

test('a push that is not shown in time is mended as the maker of the phone wants it', async () => {
  device(CHROME, 'CPH2239');
  serverSays(...ALL_WELL);
  const run = await endOf(false);
  expect(run.lines.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'failed']);
  expect(run.lines.at(-1)?.mends).toEqual([
    'notifications.test_hidden_android',
    'notifications.test_awake_oppo',
  ]);
  expect(run.busy).toBe(false);
});

test('a phone that saves its battery hears how notices come in time, though the test was shown', async () => {
  device(CHROME, 'SM-A546E');
  serverSays(...ALL_WELL);
  const run = await endOf(true);
  expect(run.lines.at(-1)).toEqual({
    label: 'notifications.test_shown',
    state: 'ok',
    mends: ['notifications.test_late', 'notifications.test_awake_samsung'],
  });
});

test('a computer needs its browser open', async () => {
  device(DESKTOP);
  serverSays(...ALL_WELL);
  expect((await endOf(true)).lines.at(-1)?.mends).toEqual(['notifications.test_awake_desktop']);
});

test('where the way ends at the server nothing is waited for', async () => {
  device(CHROME);
  serverSays(['subscribed', 'ok'], ['reachable', 'name_unknown']);
  const run = new TestRun();
  await run.start();
  expect(run.lines.map(({ state, mends }) => [state, mends])).toEqual([
    ['ok', undefined],
    ['failed', ['notifications.test_mend_network']],
  ]);
});
