import { exchange, type Sent } from '#offline/exchange.svelte.ts';
import { keep } from './keeping.ts';
import { meetingPath, records, type Item } from './rows.ts';
import type { View } from './view.ts';

/** Opens the meeting: on this phone at once, on the server when there is a network. */
export async function openMeeting(view: View): Promise<Sent> {
  const { meeting_id } = view.record;
  const now = Date.now();
  await records.update(meeting_id, { opened_at: now });
  const clock_off = (await records.get(meeting_id))?.clock_off ?? null;
  const at = byServer(now, clock_off);
  if (view.field('started_at').value === '') void keepMoment(meeting_id, 'started_at', at, '');
  const [first] = view.record.items;
  if (first) void begin(view, first, at);
  return exchange.send({
    method: 'POST',
    path: `${meetingPath(meeting_id)}/open`,
    body: { phone_at: new Date(now).toISOString(), clock_off },
    room: 'meetings',
    label_key: 'minutes.sends_opening',
  });
}

/** The clock of one point stops where that of the next begins; a point seen again keeps its first start. */
export async function moveTo(view: View, from: Item | undefined, to: Item): Promise<void> {
  const clock_off = (await records.get(view.record.meeting_id))?.clock_off ?? null;
  const at = byServer(Date.now(), clock_off);
  if (from && from.position < to.position) {
    const name = `items.${from.id}.ended_at`;
    const before = view.field(name).value;
    if (view.field(`items.${from.id}.started_at`).value && !before) {
      void keepMoment(view.record.meeting_id, name, at, before);
    }
  }
  await begin(view, to, at);
}

async function begin(view: View, item: Item, at: string): Promise<void> {
  const name = `items.${item.id}.started_at`;
  if (view.field(name).value) return;
  await keepMoment(view.record.meeting_id, name, at, '');
}

function keepMoment(meeting: string, name: string, at: string, base: string): Promise<void> {
  return keep(meeting, `fields/${name}`, { value: at }, { value: base });
}

/** The moment by the server's clock as far as this phone knows it. */
export function byServer(now: number, clockOff: number | null): string {
  return new Date(now - (clockOff ?? 0) * 1000).toISOString();
}
