import { kit } from '../i18n/vi/kit.ts';
import { noteReceipt, tellRenewed } from './receipts.ts';

/** Where several notices are read together. */
const INBOX = '/thong-bao';

/** What a notice says: never a name, never content. `link` is an address of this app. */
export interface Notice {
  id: string;
  kind: string;
  title: string;
  link: string;
  body?: string | undefined;
  /** Notices about the same thing take each other's place on the screen. */
  tag: string;
  badge?: number | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/**
 * Reads a push: `{id, kind, title, link}`, or the declarative form that iOS 18.4 shows by itself:
 * `{web_push: 8030, notification: {title, body, navigate, tag, app_badge, data: {id, kind}}}`.
 * Whatever arrives, something is shown: a silent push costs the permission on iPhones.
 */
export function readNotice(payload: unknown, origin: string): Notice {
  const raw = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<
    string,
    unknown
  >;
  const declared = (raw.web_push === 8030 ? raw.notification : undefined) as
    (Record<string, unknown> & { data?: Record<string, unknown> }) | undefined;
  const source = declared ?? raw;
  const id = text(declared?.data?.id ?? raw.id ?? declared?.tag) ?? 'notice';
  const badge = Number(source.app_badge ?? Number.NaN);
  return {
    id,
    tag: text(declared?.tag) ?? id,
    kind: text(declared?.data?.kind ?? raw.kind) ?? 'notice',
    title: text(source.title) ?? kit.app_name,
    body: text(source.body),
    link: ownLink(text(source.navigate ?? source.link), origin),
    badge: Number.isFinite(badge) ? badge : undefined,
  };
}

/** Only addresses of this app are opened, whatever a message says. */
function ownLink(link: string | undefined, origin: string): string {
  if (link === undefined || !URL.canParse(link, origin)) return '/';
  const url = new URL(link, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : '/';
}

function readPayload(data: PushMessageData | null): unknown {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

/** What stands on the screen for one notice, or for several of the same kind. */
interface Group {
  title: string;
  tag: string;
  link: string;
  /** The tags of the notices it stands for. */
  about: readonly string[];
}

/**
 * Notices of one kind with the same words stand as one with their number: ten papers are not ten lines. A cancelled
 * meeting has other words than a published one and is never hidden by it.
 */
async function groupOf(worker: ServiceWorkerGlobalScope, notice: Notice): Promise<Group> {
  const { kind, title, tag, link } = notice;
  const together = `${kind}: ${title}`;
  const standing = (await worker.registration.getNotifications()).filter(
    (shown) => shown.tag === together || (isOf(shown, kind) && shown.title === title),
  );
  const others = standing.filter((shown) => shown.tag !== tag);
  if (others.length === 0) return { title, tag, link, about: [tag] };
  // the one with the new one's tag is replaced by it: closing it too would take the new one away with it
  for (const shown of standing) if (shown.tag !== together) shown.close();
  const about = [...new Set([...others.flatMap(aboutOf), tag])];
  const sameLink = others.every((shown) => (shown.data as { link?: string }).link === link);
  return {
    title: `${title} (${about.length})`,
    tag: together,
    link: sameLink ? link : INBOX,
    about,
  };
}

const isOf = ({ data }: Notification, kind: string): boolean =>
  (data as { kind?: string } | null)?.kind === kind;

const aboutOf = ({ data, tag }: Notification): readonly string[] =>
  (data as { about?: readonly string[] } | null)?.about ?? [tag];

let before: Promise<unknown> = Promise.resolve();

/** One after the other: a phone that comes back gets many at once, and two together would not see each other's. */
function putUp(worker: ServiceWorkerGlobalScope, notice: Notice): Promise<void> {
  const up = before.then(() => putUpNow(worker, notice));
  before = up.catch(() => undefined);
  return up;
}

async function putUpNow(worker: ServiceWorkerGlobalScope, notice: Notice): Promise<void> {
  const group = await groupOf(worker, notice);
  await worker.registration.showNotification(group.title, {
    ...(notice.body === undefined ? {} : { body: notice.body }),
    tag: group.tag,
    // A newer notice about the same thing is news, not a silent correction.
    renotify: true,
    icon: '/icon-192.png',
    badge: '/badge-72.png',
    lang: 'vi',
    data: { link: group.link, id: notice.id, kind: notice.kind, about: group.about },
  } as NotificationOptions);
}

/** Shows the notice, sets the badge and tells open pages that there is news. */
export async function showNotice(
  worker: ServiceWorkerGlobalScope,
  data: PushMessageData | null,
): Promise<void> {
  const notice = readNotice(readPayload(data), worker.location.origin);
  await putUp(worker, notice);
  const navigator: Partial<WorkerNavigator> = worker.navigator;
  if (notice.badge !== undefined) await navigator.setAppBadge?.(notice.badge);
  for (const client of await worker.clients.matchAll({ type: 'window' })) {
    client.postMessage({ type: 'news', kind: notice.kind });
  }
  await noteReceipt({ message_id: notice.id, what: 'shown' });
}

/** Opens what the notice is about: in the open app when there is one, else in a new one. */
export async function openNotice(
  worker: ServiceWorkerGlobalScope,
  notification: Notification,
): Promise<void> {
  notification.close();
  const { link = '/', id } = (notification.data ?? {}) as { link?: string; id?: string };
  const url = new URL(link, worker.location.origin).href;
  await showIn(worker, url, link);
  if (id !== undefined) await noteReceipt({ message_id: id, what: 'opened' });
}

async function showIn(worker: ServiceWorkerGlobalScope, url: string, link: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows[0];
  if (!open) {
    await worker.clients.openWindow(url);
    return;
  }
  // Focus is refused without a real click, as in tests; leading there still works.
  await open.focus().catch(() => undefined);
  await open.navigate(url).catch(() => open.postMessage({ type: 'go', link }));
}

interface SubscriptionChange extends ExtendableEvent {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

/** The browser changed the subscription: the server hears of the new one; else the next start tells it. */
export async function renewSubscription(
  worker: ServiceWorkerGlobalScope,
  event: ExtendableEvent,
): Promise<void> {
  const { oldSubscription, newSubscription } = event as SubscriptionChange;
  try {
    const renewed =
      newSubscription ??
      (oldSubscription &&
        (await worker.registration.pushManager.subscribe(oldSubscription.options)));
    if (renewed) await tellRenewed(renewed);
  } catch {
    // No network or no permission now: the app looks after its subscription at each start.
  }
}
