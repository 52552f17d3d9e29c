import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { phone } from '#offline/phone.ts';
import { keepSubscription, turnOff, turnOn } from './subscription.ts';

const KEY = 'AQID'; // the house's public key, three bytes of it
const HOUSE = new Uint8Array([1, 2, 3]).buffer;

/** A browser's push manager with one subscription or none. */
function browser(permission: NotificationPermission = 'granted') {
  const made = (endpoint: string, key: ArrayBuffer) => ({
    endpoint,
    options: { applicationServerKey: key },
    getKey: () => new Uint8Array([7]).buffer,
    unsubscribe: vi.fn(() => {
      stand.known = null;
      return Promise.resolve(true);
    }),
  });
  const stand = {
    known: null as ReturnType<typeof made> | null,
    has: (endpoint: string, key = HOUSE) => (stand.known = made(endpoint, key)),
    subscribe: vi.fn(() => Promise.resolve(stand.has('https://push.example/new'))),
  };
  const pushManager = {
    subscribe: stand.subscribe,
    getSubscription: () => Promise.resolve(stand.known),
  };
  const serviceWorker = { getRegistration: () => Promise.resolve({ pushManager }) };
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('Notification', {
    permission,
    requestPermission: () => Promise.resolve(permission),
  });
  return stand;
}

/** The server: gives its key, takes a subscription. What was asked of it, by method and address. */
function server(status = 200) {
  const heard: { method: string; path: string; body: string }[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname;
    heard.push({ method: request.method, path, body: await request.text() });
    if (path.endsWith('/vapid-key')) return Response.json({ key: KEY });
    if (request.method === 'DELETE') return new Response(null, { status: 204 });
    return Response.json({ id: 's1', receipt_token: 't1' }, { status });
  });
  return heard;
}

const row = { key: 'current', id: 's0', receipt_token: 't0' } as const;

beforeEach(() => phone.delete('current'));
afterEach(() => vi.unstubAllGlobals());

test('turned on, the server knows the subscription and the phone keeps its receipt token', async () => {
  browser();
  const heard = server();
  expect(await turnOn()).toBe('on');
  expect(JSON.parse(heard.at(-1)?.body ?? '')).toEqual({
    channel: 'web_push',
    address: 'https://push.example/new',
    p256dh: 'Bw',
    auth: 'Bw',
  });
  expect(await phone.get('current')).toMatchObject({ id: 's1', receipt_token: 't1' });
});

test('nothing is asked of anybody when the person says no', async () => {
  browser('denied');
  const heard = server();
  expect(await turnOn()).toBe('blocked');
  expect(heard).toEqual([]);
});

test('a refusal of the server and a browser that fails are told apart', async () => {
  const stand = browser();
  server(422);
  expect(await turnOn()).toBe('refused');
  stand.known = null;
  stand.subscribe.mockRejectedValueOnce(new DOMException('away', 'AbortError'));
  expect(await turnOn()).toBe('slow');
  expect(await phone.get('current')).toBeUndefined();
});

test('a subscription made with a former key of the house is given back and made anew', async () => {
  const stand = browser();
  const old = stand.has('https://push.example/old', new Uint8Array([9]).buffer);
  server();
  expect(await turnOn()).toBe('on');
  expect(old.unsubscribe).toHaveBeenCalledOnce();
  expect((await phone.get('current'))?.address).toBe('https://push.example/new');
});

test('turned off, the browser, the server and the phone forget it', async () => {
  const stand = browser();
  stand.has('https://push.example/a');
  await phone.put({ ...row, address: 'https://push.example/a', told_at: 0 });
  const heard = server();
  expect(await turnOff()).toBe('off');
  expect(stand.known).toBeNull();
  expect(heard.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'DELETE /api/notifications/subscriptions/s0',
  ]);
  expect(await phone.get('current')).toBeUndefined();
});

test('at each start a lost subscription comes back, and one told lately is left alone', async () => {
  const stand = browser();
  await phone.put({ ...row, address: 'https://push.example/a', told_at: Date.now() });
  const heard = server();
  stand.has('https://push.example/a');
  await keepSubscription();
  expect(heard).toEqual([]);
  stand.known = null; // the browser lost it silently
  await keepSubscription();
  expect((await phone.get('current'))?.address).toBe('https://push.example/new');
});
