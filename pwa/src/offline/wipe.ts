import type { PlainKey } from '#i18n/index.svelte.ts';
import { database } from './database.ts';

/** Kept: the look of the app, which says nothing about a person. */
const KEPT_STORAGE = new Set(['handbook.settings']);
/** Kept: the app itself, so that the sign-in screen opens without a network. */
const SHELL = 'handbook-shell-';

/** One thing that was removed from the phone, for the list shown after signing out. */
export interface Wiped {
  what: PlainKey;
  done: boolean;
}

async function attempt(what: PlainKey, remove: () => Promise<unknown>): Promise<Wiped> {
  try {
    await remove();
    return { what, done: true };
  } catch {
    return { what, done: false };
  }
}

async function wipeNotifications(): Promise<void> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  const registration = await workers?.getRegistration();
  const manager = registration?.pushManager;
  await (await manager?.getSubscription())?.unsubscribe();
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
  await (navigator as Partial<Navigator>).clearAppBadge?.();
}

async function wipeCaches(): Promise<void> {
  for (const name of await caches.keys()) if (!name.startsWith(SHELL)) await caches.delete(name);
}

function wipeStorage(): Promise<void> {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (!KEPT_STORAGE.has(key)) storage.removeItem(key);
  }
  return Promise.resolve();
}

/** Removes everything personal from this phone and says what went; each step is tried. */
export async function wipe(): Promise<Wiped[]> {
  return [
    await attempt('kit.wiped_notifications', wipeNotifications),
    await attempt('kit.wiped_keys', () => database.table('keys').clear()),
    await attempt('kit.wiped_database', () => database.delete()),
    await attempt('kit.wiped_caches', wipeCaches),
    await attempt('kit.wiped_settings', wipeStorage),
  ];
}
