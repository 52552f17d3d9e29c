import { api, ask, type Result } from '#api/client.ts';
import { exchange, type Sent } from '#offline/exchange.svelte.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { table } from '#offline/database.ts';
import { PREFERENCES, type Preferences } from './rows.ts';

/** What was chosen, as this phone last knew it; a query for `live`. */
export async function storedPreferences(): Promise<Preferences | undefined> {
  return (await snapshot<Preferences>(PREFERENCES))?.data;
}

export function bringPreferences(): Promise<Result<Preferences>> {
  return keepSnapshot(PREFERENCES, ask(api.GET('/api/notifications/preferences')));
}

/** Holds at once on this phone; the server hears of it when there is a network. */
export async function choose(wanted: Preferences): Promise<Sent> {
  const { choices, quiet_from, quiet_to, digest_at } = wanted;
  await table('snapshots').put({ name: PREFERENCES, data: wanted, at: Date.now() });
  return exchange.send({
    method: 'PUT',
    path: '/api/notifications/preferences',
    body: { choices, quiet_from, quiet_to, digest_at },
    room: 'notifications',
    label_key: 'notifications.preferences_label',
  });
}

/** Half hours of a day, as minutes and as a clock shows them. */
export const HALF_HOURS: readonly { value: string; label: string }[] = Array.from(
  { length: 48 },
  (_, at) => {
    const hour = String(Math.floor(at / 2)).padStart(2, '0');
    return { value: String(at * 30), label: `${hour}:${at % 2 ? '30' : '00'}` };
  },
);
