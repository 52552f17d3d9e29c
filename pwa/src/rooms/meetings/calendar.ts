import { daysUntil, isoDay } from '#lib/dates.ts';
import type { Meeting } from './rows.ts';

const HOUR = 3_600_000;

/** One day of the grid; `inMonth` is false for the days that fill the first and the last week. */
export interface GridDay {
  day: string;
  inMonth: boolean;
  today: boolean;
  meetings: readonly Meeting[];
}

/** The month `2026-12` `step` months further. */
export function monthAfter(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const date = new Date(Date.UTC(year, number - 1 + step, 1));
  return date.toISOString().slice(0, 7);
}

/** Weeks of a month from Monday to Sunday, with what takes place on each day in Vietnam. */
export function monthGrid(
  month: string,
  meetings: readonly Meeting[],
  now = Date.now(),
): GridDay[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const lead = (first.getUTCDay() + 6) % 7;
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const byDay = new Map<string, Meeting[]>();
  for (const meeting of meetings) {
    const day = isoDay(meeting.starts_at);
    byDay.set(day, [...(byDay.get(day) ?? []), meeting]);
  }
  const today = isoDay(now);
  const days = Array.from({ length: Math.ceil((lead + last) / 7) * 7 }, (_, at): GridDay => {
    const day = new Date(first.getTime() + (at - lead) * 24 * HOUR).toISOString().slice(0, 10);
    const inMonth = day.startsWith(month);
    return { day, inMonth, today: day === today, meetings: byDay.get(day) ?? [] };
  });
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** Still to come or under way, soonest first; what was called off is shown only in its month. */
export function upcoming(meetings: readonly Meeting[], now = Date.now()): Meeting[] {
  const off: readonly string[] = ['cancelled', 'postponed', 'closed', 'reported'];
  return meetings
    .filter((meeting) => !off.includes(meeting.state))
    .filter((meeting) => Date.parse(meeting.ends_at) > now || meeting.state === 'open')
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
}

/** What the home screen leads with: the next meeting one is asked to, within a fortnight. */
export function nextMeeting(meetings: readonly Meeting[], now = Date.now()): Meeting | undefined {
  return upcoming(meetings, now).find(
    ({ state, own, starts_at }) =>
      state !== 'planned' && own !== null && daysUntil(starts_at, now) <= NEAR_DAYS,
  );
}

const NEAR_DAYS = 14;

/** How long until the start, in the largest unit that is at least one. */
export function countdown(
  startsAt: string,
  now = Date.now(),
): { unit: 'days' | 'hours' | 'minutes'; count: number } | null {
  const left = Date.parse(startsAt) - now;
  if (left <= 0) return null;
  const days = daysUntil(startsAt, now);
  if (days > 1) return { unit: 'days', count: days };
  if (left >= HOUR) return { unit: 'hours', count: Math.floor(left / HOUR) };
  return { unit: 'minutes', count: Math.max(1, Math.round(left / 60_000)) };
}
