import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { phone } from '../offline/phone.ts';
import { renewSubscription } from './push.ts';

const NEW = 'https://push.example/new';
const OPTIONS = { userVisibleOnly: true };

const subscription = (endpoint: string) => ({
  endpoint,
  options: OPTIONS,
  toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
});
const subscribe = vi.fn();
const worker = { registration: { pushManager: { subscribe } } };
const renew = (change: object) =>
  renewSubscription(
    worker as unknown as ServiceWorkerGlobalScope,
    change as unknown as ExtendableEvent,
  );
const fetched = vi.fn<typeof fetch>();

beforeEach(async () => {
  await phone.delete('current');
  subscribe.mockReset().mockResolvedValue(subscription(NEW));
  fetched
    .mockReset()
    .mockImplementation(() => Promise.resolve(Response.json({ id: 's', receipt_token: 't' })));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => vi.unstubAllGlobals());

test('what the browser renewed is told to the server, with what it needs to reach the phone', async () => {
  await renew({ newSubscription: subscription(NEW), oldSubscription: null });
  expect(subscribe).not.toHaveBeenCalled();
  const [address, request] = fetched.mock.calls[0] ?? [];
  expect([address, request?.method]).toEqual(['/api/notifications/subscriptions', 'PUT']);
  expect(JSON.parse(request?.body as string)).toEqual({
    channel: 'web_push',
    address: NEW,
    p256dh: 'p',
    auth: 'a',
  });
  expect(await phone.get('current')).toMatchObject({ id: 's', receipt_token: 't', address: NEW });
});

test('a browser that only says that the old one ended is subscribed again with its options', async () => {
  await renew({ oldSubscription: subscription('https://push.example/old') });
  expect(subscribe).toHaveBeenCalledExactlyOnceWith(OPTIONS);
  expect((await phone.get('current'))?.address).toBe(NEW);
});

test.each([
  ['nothing is known', () => renew({})],
  [
    'permission is gone',
    () => {
      subscribe.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
      return renew({ oldSubscription: subscription('https://push.example/old') });
    },
  ],
  [
    'nobody is signed in',
    () => {
      fetched.mockResolvedValue(new Response(null, { status: 401 }));
      return renew({ newSubscription: subscription(NEW) });
    },
  ],
])('when %s, the next start looks after it', async (_, change) => {
  await expect(change()).resolves.toBeUndefined();
  expect(await phone.get('current')).toBeUndefined();
});
