import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DATABASE, database } from './database.ts';
import { enqueue } from './outbox.ts';
import { wipe } from './wipe.ts';

function caches(names: string[]) {
  return {
    keys: () => Promise.resolve([...names]),
    delete: (name: string) => {
      names.splice(names.indexOf(name), 1);
      return Promise.resolve(true);
    },
  };
}

const unsubscribe = vi.fn(() => Promise.resolve(true));
const close = vi.fn();
const registration = {
  pushManager: { getSubscription: () => Promise.resolve({ unsubscribe }) },
  getNotifications: () => Promise.resolve([{ close }, { close }]),
};

beforeEach(async () => {
  vi.stubGlobal('navigator', {
    serviceWorker: { getRegistration: () => Promise.resolve(registration) },
  });
  await database.open();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  localStorage.clear();
  await database.delete();
});

test('signing out leaves nothing personal on the phone', async () => {
  const names = ['handbook-shell-1', 'handbook-files'];
  vi.stubGlobal('caches', caches(names));
  localStorage.setItem('handbook.signed_in', '1');
  localStorage.setItem('handbook.settings', '{"textSize":150}');
  sessionStorage.setItem('draft', 'lời khai');
  await enqueue({ method: 'PUT', path: '/api/x', room: 'library', label_key: 'kit.save' });
  await database.table('keys').put({ purpose: 'check-in' });

  const wiped = await wipe();

  expect(wiped.every(({ done }) => done)).toBe(true);
  expect(wiped.map(({ what }) => what)).toContain('kit.wiped_keys');
  expect(await Dexie.exists(DATABASE)).toBe(false);
  expect(names).toEqual(['handbook-shell-1']);
  expect(Object.keys(localStorage)).toEqual(['handbook.settings']);
  expect(sessionStorage).toHaveLength(0);
  expect(unsubscribe).toHaveBeenCalledOnce();
  expect(close).toHaveBeenCalledTimes(2);
});

test('a step that fails is said, and the others are done all the same', async () => {
  vi.stubGlobal('caches', { keys: () => Promise.reject(new Error('blocked')) });
  localStorage.setItem('handbook.signed_in', '1');
  const wiped = await wipe();
  expect(wiped.filter(({ done }) => !done).map(({ what }) => what)).toEqual(['kit.wiped_caches']);
  expect(localStorage).toHaveLength(0);
});
