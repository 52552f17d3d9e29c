import { expect, test, vi } from 'vitest';
import { openNotice, readNotice, showNotice } from './push.ts';

const HERE = 'https://so-tay.example';

test('the plain form and the declarative form say the same', () => {
  const plain = { id: 'n1', kind: 'meeting', title: 'Giấy mời', link: '/van-kien/1' };
  const declared = {
    web_push: 8030,
    notification: {
      title: 'Giấy mời',
      navigate: `${HERE}/van-kien/1`,
      data: { id: 'n1', kind: 'meeting' },
    },
  };
  expect(readNotice(declared, HERE)).toEqual(readNotice(plain, HERE));
});

test.each([undefined, null, 'text', 7, [], { title: 5 }])('%j is still shown', (payload) => {
  expect(readNotice(payload, HERE)).toMatchObject({ title: 'Sổ tay đảng viên', link: '/' });
});

test.each(['https://evil.example/x', '//evil.example/x', 'javascript:alert(1)', 'http://[bad'])(
  'a notice does not lead to %s',
  (link) => {
    expect(readNotice({ id: '1', kind: 'k', title: 't', link }, HERE).link).toBe('/');
  },
);

function worker(windows: object[] = []) {
  return {
    location: { origin: HERE },
    navigator: { setAppBadge: vi.fn(() => Promise.resolve()) },
    registration: { showNotification: vi.fn(() => Promise.resolve()) },
    clients: { matchAll: () => Promise.resolve(windows), openWindow: vi.fn() },
  };
}
const asWorker = (stand: object) => stand as unknown as ServiceWorkerGlobalScope;
const note = (link: string) => ({ close: vi.fn(), data: { link } }) as unknown as Notification;

test('a push that cannot be read shows a neutral notice', async () => {
  const stand = worker();
  const data = {
    json: () => {
      throw new SyntaxError('not JSON');
    },
  } as unknown as PushMessageData;
  await showNotice(asWorker(stand), data);
  expect(stand.registration.showNotification).toHaveBeenCalledWith(
    'Sổ tay đảng viên',
    expect.objectContaining({ lang: 'vi', data: { link: '/', id: 'notice', kind: 'notice' } }),
  );
});

test('open pages hear that there is news, and the badge counts', async () => {
  const page = { postMessage: vi.fn() };
  const stand = worker([page]);
  const payload = { id: '1', kind: 'k', title: 't', link: '/', app_badge: 3 };
  await showNotice(asWorker(stand), { json: () => payload } as unknown as PushMessageData);
  expect(page.postMessage).toHaveBeenCalledWith({ type: 'news', kind: 'k' });
  expect(stand.navigator.setAppBadge).toHaveBeenCalledWith(3);
});

test('a tap opens the notice in the open app, else in a new one', async () => {
  const page = {
    focus: () => Promise.reject(new Error('no click')),
    navigate: vi.fn(() => Promise.resolve()),
  };
  await openNotice(asWorker(worker([page])), note('/van-kien/1'));
  expect(page.navigate).toHaveBeenCalledWith(`${HERE}/van-kien/1`);
  const closed = worker();
  await openNotice(asWorker(closed), note('/van-kien/2'));
  expect(closed.clients.openWindow).toHaveBeenCalledWith(`${HERE}/van-kien/2`);
});
