import type { Item } from './rows.ts';
import type { View } from './view.ts';

/** How long a point has taken and was meant to take, in seconds; `spent` null: not begun. */
export interface Pace {
  spent: number | null;
  planned: number | null;
  over: boolean;
}

/** Where the meeting stands as a whole. */
export interface MeetingPace {
  spent: number;
  planned: number;
}

const moment = (text: string): number | null => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
};

export function paceOf(view: View, item: Item, now: number): Pace {
  const from = moment(view.field(`items.${item.id}.started_at`).value);
  const to = moment(view.field(`items.${item.id}.ended_at`).value);
  const planned = item.planned_minutes === null ? null : item.planned_minutes * 60;
  if (from === null) return { spent: null, planned, over: false };
  const spent = Math.max(0, Math.floor(((to ?? now) - from) / 1000));
  return { spent, planned, over: planned !== null && spent > planned };
}

/** From the recorded start, else the opening, to the recorded end, else now. */
export function meetingPace(
  view: View,
  openedHere: number | null,
  now: number,
): MeetingPace | null {
  const { record } = view;
  const opened = record.opened_at ? Date.parse(record.opened_at) : openedHere;
  const from = moment(view.field('started_at').value) ?? opened;
  if (from === null) return null;
  const to = moment(view.field('ended_at').value) ?? now;
  const planned = (Date.parse(record.ends_at) - Date.parse(record.starts_at)) / 1000;
  return { spent: Math.max(0, Math.floor((to - from) / 1000)), planned };
}

/** `4:05`, `1:02:09`. */
export function lengthOf(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
