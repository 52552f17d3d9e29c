import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { answerFile } from './files.ts';
import { OUTBOX } from '../offline/outbox.ts';
import { SCANS } from '../rooms/attendance/sending.ts';
import { sendOutbox } from './outbox.ts';
import { openNotice, showNotice, renewSubscription } from './push.ts';
import { sendScans } from './scans.ts';
import { makeShell } from './shell.ts';

/** Large or only for search engines: fetched when needed, not kept in advance. */
const NOT_PRECACHED = /\.(wasm|txt)$/;

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const paths = [...immutable, ...assets]
  .map(({ path }) => `/${path.replace(/^\//, '')}`)
  .filter((path) => !NOT_PRECACHED.test(path));
const shell = makeShell(version, '/200.html', paths);

self.addEventListener('install', (event) => event.waitUntil(shell.install()));
self.addEventListener('activate', (event) =>
  event.waitUntil(shell.activate().then(() => self.clients.claim())),
);
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'skip-waiting') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request) ?? answerFile(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('push', (event) => event.waitUntil(showNotice(self, event.data)));
self.addEventListener('notificationclick', (event) =>
  event.waitUntil(openNotice(self, event.notification)),
);
self.addEventListener('pushsubscriptionchange', (event) =>
  (event as ExtendableEvent).waitUntil(renewSubscription(self, event as ExtendableEvent)),
);
// TypeScript's worker library has no Background Sync: only Chromium has it.
self.addEventListener('sync' as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
  const { tag } = event as SyncEvent;
  if (tag === OUTBOX) (event as SyncEvent).waitUntil(sendOutbox(self.clients));
  if (tag === SCANS) (event as SyncEvent).waitUntil(sendScans());
});
