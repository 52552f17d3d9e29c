import { OWN_PAGE } from '../api/own-page.ts';
import { phone, receipts, type ReceiptRow } from '../offline/phone.ts';

const MOST = 100;

/** Keeps what became of a notice and tells the server all that is kept; without a network, next time. */
export async function noteReceipt(receipt: ReceiptRow): Promise<void> {
  try {
    await receipts.put(receipt);
    await sendReceipts();
  } catch {
    // A full disk or no network: the notice itself matters more than the count of it.
  }
}

async function sendReceipts(): Promise<void> {
  const here = await phone.get('current');
  if (!here) return;
  const items = await receipts.limit(MOST).toArray();
  const answer = await fetch('/api/notifications/receipts', {
    method: 'POST',
    headers: { ...OWN_PAGE, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: here.receipt_token, items }),
  });
  // A refusal would be the same next time; only trouble is worth another try.
  if (answer.status >= 500 || answer.status === 429) return;
  await receipts.bulkDelete(items.map(({ message_id, what }) => [message_id, what]));
}

/** Tells the server a subscription that the browser has just renewed, when it still knows who we are. */
export async function tellRenewed(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await fetch('/api/notifications/subscriptions', {
    method: 'PUT',
    headers: { ...OWN_PAGE, 'Content-Type': 'application/json' },
    body: JSON.stringify({ channel: 'web_push', address: endpoint, ...keys }),
  });
  if (!answer.ok) return;
  const { id, receipt_token } = (await answer.json()) as { id: string; receipt_token: string };
  await phone.put({
    key: 'current',
    id,
    receipt_token,
    address: subscription.endpoint,
    told_at: Date.now(),
  });
}
