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

/** A screen: what is shown stands there until its tag is shown again or, a little later than asked, is closed. */
function screen() {
  const standing = new Map<string, object>();
  return {
    standing,
    showNotification: vi.fn((title: string, options: NotificationOptions) => {
      const { tag = '' } = options;
      standing.set(tag, {
        ...options,
        title,
        close: () => void setTimeout(() => standing.delete(tag)),
      });
      return Promise.resolve();
    }),
    getNotifications: () => Promise.resolve([...standing.values()]),
  };
}

function worker(windows: object[] = []) {
  return {
    location: { origin: HERE },
    navigator: { setAppBadge: vi.fn(() => Promise.resolve()) },
    registration: screen(),
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
    expect.objectContaining({
      lang: 'vi',
      data: { link: '/', id: 'notice', kind: 'notice', about: ['notice'] },
    }),
  );
});

const pushed = (payload: object) => ({ json: () => payload }) as unknown as PushMessageData;

test('notices of a kind with the same words stand as one that leads to all of them', async () => {
  const stand = worker();
  const paper = { kind: 'document', title: 'Có văn kiện mới' };
  // a phone that comes back to the network gets them all at once
  await Promise.all(
    ['1', '2', '3', '2'].map((id) =>
      showNotice(asWorker(stand), pushed({ ...paper, id, link: `/van-kien/${id}` })),
    ),
  );
  await showNotice(
    asWorker(stand),
    pushed({ id: '9', kind: 'meeting', title: 'Cuộc họp đã hủy', link: '/sinh-hoat/9' }),
  );
  await new Promise((closed) => setTimeout(closed));
  expect([...stand.registration.standing.values()]).toMatchObject([
    { title: 'Có văn kiện mới (3)', data: { link: '/thong-bao', about: ['1', '2', '3'] } },
    { title: 'Cuộc họp đã hủy', data: { link: '/sinh-hoat/9' } },
  ]);
});

test('a newer notice about the same thing takes the place of the older one', async () => {
  const stand = worker();
  const meeting = { kind: 'meeting', title: 'Nhắc họp', link: '/sinh-hoat/1', id: '1' };
  for (const title of ['Nhắc họp', 'Nhắc họp'])
    await showNotice(asWorker(stand), pushed({ ...meeting, title }));
  expect([...stand.registration.standing.values()]).toMatchObject([{ title: 'Nhắc họp' }]);
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
