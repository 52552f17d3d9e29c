import { dayOf, isoDay } from '#lib/dates.ts';
import { table } from '#offline/database.ts';
import { exchange, type Sent } from '#offline/exchange.svelte.ts';
import { notices, type NoticeRow } from './rows.ts';

/** The notices of one day, newest first. */
export interface Day {
  iso: string;
  label: string;
  notices: readonly NoticeRow[];
}

/** A query for `live`: newest first, at most so many. */
export function storedNotices(most: number): Promise<NoticeRow[]> {
  return notices.orderBy('number').reverse().limit(most).toArray();
}

/** A query for `live`: the newest of those not read yet; of several that say the same, only one. */
export async function unreadNotices(most: number): Promise<NoticeRow[]> {
  const found = await notices.where('unread').equals(1).sortBy('number');
  const newest = new Map(found.map((notice) => [`${notice.title_key} ${notice.link}`, notice]));
  return [...newest.values()].sort((a, b) => b.number - a.number).slice(0, most);
}

/** Groups notices, already in order, by the day they came. */
export function byDay(rows: readonly NoticeRow[]): Day[] {
  const days: { iso: string; label: string; notices: NoticeRow[] }[] = [];
  for (const row of rows) {
    const iso = isoDay(row.created_at);
    const last = days.at(-1);
    if (last?.iso === iso) last.notices.push(row);
    else days.push({ iso, label: dayOf(row.created_at), notices: [row] });
  }
  return days;
}

/** Read here at once, and on the server when there is a network. */
export async function markRead(notice: NoticeRow): Promise<void> {
  if (!notice.unread) return;
  await notices.update(notice.id, { unread: 0, read_at: new Date().toISOString() });
  void exchange.send({
    method: 'PUT',
    path: `/api/notifications/inbox/${notice.id}/read`,
    body: null,
    room: 'notifications',
    label_key: 'notifications.mark_label',
  });
}

/** Everything that is on the screen; what comes meanwhile stays unread. */
export async function markAllRead(): Promise<Sent> {
  const newest = await notices.orderBy('number').last();
  const at = new Date().toISOString();
  await notices.where('unread').equals(1).modify({ unread: 0, read_at: at });
  return exchange.send({
    method: 'PUT',
    path: '/api/notifications/read-until',
    body: { number: newest?.number ?? 0 },
    room: 'notifications',
    label_key: 'notifications.mark_all',
  });
}

const papers = table<{ id: string; title: string }>('library_documents');
const meetings = table<{ id: string; title: string }>('meetings_plans');

/**
 * What a notice is about, in the words this phone has already: the server's notice names nothing,
 * and whoever may no longer read a paper finds no title of it.
 */
export async function subjectsOf(rows: readonly NoticeRow[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { link } of rows) {
    const [, place, id] = /^\/(van-kien|sinh-hoat)\/([0-9a-f-]{36})$/.exec(link) ?? [];
    if (id === undefined || found.has(link)) continue;
    const about = await (place === 'van-kien' ? papers : meetings).get(id);
    if (about) found.set(link, about.title);
  }
  return found;
}
