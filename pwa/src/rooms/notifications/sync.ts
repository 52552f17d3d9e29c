import { api, ask, type Result } from '#api/client.ts';
import { readCursor, writeCursor } from '#offline/sync.svelte.ts';
import { pending } from '#offline/outbox.ts';
import { keepSubscription } from './subscription.ts';
import { asRow, notices } from './rows.ts';
import { unread } from './unread.svelte.ts';

const CURSOR = 'notifications.changes';

/** Brings new notices and read marks to the phone, and tells the server that this phone is still there. */
export async function syncNotifications(): Promise<Result<unknown>> {
  unread.watch();
  let since = Number((await readCursor(CURSOR)) ?? 0);
  for (;;) {
    const answer = await ask(
      api.GET('/api/notifications/changes', { params: { query: { since } } }),
    );
    if (!answer.ok) return answer;
    // What was read here and is still on its way is not made unread again.
    const busy = new Set((await pending()).map(({ path }) => path));
    const rows = answer.data.items.filter(
      ({ id }) =>
        !busy.has(`/api/notifications/inbox/${id}/read`) &&
        !busy.has('/api/notifications/read-until'),
    );
    if (rows.length === answer.data.items.length) since = answer.data.next_since;
    await notices.bulkPut(rows.map(asRow));
    await writeCursor(CURSOR, String(since));
    if (!answer.data.more || rows.length < answer.data.items.length) break;
  }
  await keepSubscription();
  return { ok: true, data: undefined, etag: null };
}
