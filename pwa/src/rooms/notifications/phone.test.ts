import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { install } from '#lib/install.svelte.ts';
import { phone } from '#offline/phone.ts';
import { phoneState } from './phone.svelte.ts';

/** A browser with push and this permission; null: one without push. */
function browser(permission: NotificationPermission | null): void {
  if (permission === null) return;
  vi.stubGlobal('Notification', { permission });
  vi.stubGlobal('PushManager', Object);
}

async function stateOf(): Promise<string> {
  await phoneState.look();
  return phoneState.state;
}

beforeEach(async () => {
  Object.assign(install, { ios: false, outdated: false, way: 'menu' });
  await phone.delete('current');
});
afterEach(() => vi.unstubAllGlobals());

test.each([null, 'default', 'denied', 'granted'] as const)(
  'an iPhone is to install the app first, whatever its browser says of permissions: %s',
  async (permission) => {
    Object.assign(install, { ios: true, way: 'ios' });
    browser(permission);
    expect(await stateOf()).toBe('install');
  },
);

test('in Zalo on an iPhone it is the same: the guide says how to come out of there', async () => {
  Object.assign(install, { ios: true, way: 'in_app' });
  expect(await stateOf()).toBe('install');
});

test.each([
  [null, 'unsupported'],
  ['default', 'off'],
  ['denied', 'blocked'],
  ['granted', 'off'],
] as const)(
  'the app on an iPhone’s home screen with permission %s is %s',
  async (permission, state) => {
    Object.assign(install, { ios: true, way: 'installed' });
    browser(permission);
    expect(await stateOf()).toBe(state);
  },
);

test('nobody installs anything on an iPhone that is too old', async () => {
  Object.assign(install, { ios: true, outdated: true, way: 'ios' });
  expect(await stateOf()).toBe('outdated');
});

test('permission alone is not enough: on is what the server knows of', async () => {
  browser('granted');
  expect(await stateOf()).toBe('off');
  await phone.put({ key: 'current', id: 'x', receipt_token: 't', address: 'a', told_at: 0 });
  expect(await stateOf()).toBe('on');
});
