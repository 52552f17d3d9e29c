import { api, ask, type Result } from '#api/client.ts';
import { phone, type PhoneRow } from '#offline/phone.ts';

/** `PushManager.subscribe` may never answer when its service cannot be reached. */
const PATIENCE = 15_000;
/** How long the server's word is trusted when nothing changed on the phone (ms). */
const TELL_AGAIN = 12 * 60 * 60_000;

export type Outcome = 'on' | 'off' | 'slow' | 'blocked' | 'refused';

function manager(): Promise<PushManager | undefined> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  return (async () => (await workers?.getRegistration())?.pushManager)();
}

/** Rejects when a promise takes longer than a person waits. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new DOMException('no answer', 'TimeoutError')), PATIENCE);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const textOf = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** The subscription that belongs to the house's present key; an older one is given back. */
async function subscribed(push: PushManager, key: string): Promise<PushSubscription> {
  const known = await push.getSubscription();
  if (known && textOf(known.options.applicationServerKey) === key) return known;
  await known?.unsubscribe();
  return inTime(push.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) }));
}

async function tell(subscription: PushSubscription): Promise<Result<unknown>> {
  const body = {
    channel: 'web_push' as const,
    address: subscription.endpoint,
    p256dh: textOf(subscription.getKey('p256dh')),
    auth: textOf(subscription.getKey('auth')),
  };
  const answer = await ask(api.PUT('/api/notifications/subscriptions', { body }));
  if (answer.ok) {
    const row: PhoneRow = {
      key: 'current',
      id: answer.data.id,
      receipt_token: answer.data.receipt_token,
      address: subscription.endpoint,
      told_at: Date.now(),
    };
    await phone.put(row);
  }
  return answer;
}

/** Turns notices on; call it in the tap itself, for only then may a browser ask for permission. */
export async function turnOn(): Promise<Outcome> {
  if ((await Notification.requestPermission()) !== 'granted') return 'blocked';
  const push = await manager();
  const key = await ask(api.GET('/api/notifications/vapid-key'));
  if (!push || !key.ok) return 'slow';
  try {
    return (await tell(await subscribed(push, key.data.key))).ok ? 'on' : 'refused';
  } catch {
    return 'slow';
  }
}

/** Turns them off here; other phones of the person keep theirs. */
export async function turnOff(): Promise<Outcome> {
  const known = await phone.get('current');
  await (await (await manager())?.getSubscription())?.unsubscribe();
  if (known) {
    const path = { subscription_id: known.id };
    await ask(
      api.DELETE('/api/notifications/subscriptions/{subscription_id}', { params: { path } }),
    );
  }
  await phone.delete('current');
  return 'off';
}

/** At each start: browsers lose subscriptions silently, and this is where they come back. */
export async function keepSubscription(): Promise<void> {
  const known = await phone.get('current');
  if (!known || Notification.permission !== 'granted') return;
  const push = await manager();
  if (!push) return;
  const now = await push.getSubscription();
  const fresh = now?.endpoint === known.address && Date.now() - known.told_at < TELL_AGAIN;
  if (fresh) return;
  const key = await ask(api.GET('/api/notifications/vapid-key'));
  if (!key.ok) return;
  await subscribed(push, key.data.key)
    .then(tell)
    .catch(() => undefined);
}
