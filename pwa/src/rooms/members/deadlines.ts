import { t } from '#i18n/index.svelte.ts';
import { dayOf, daysUntil } from '#lib/dates.ts';
import type { Tone } from '#ui/tones.ts';

/** A deadline in words, and how urgent it is. */
export interface Due {
  text: string;
  tone: Tone | 'plain';
}

const DAY = 24 * 60 * 60_000;
/** From here on a deadline is shown as coming near (days). */
const NEAR = 3;

/** Working days after `from` up to and with `to` (`2026-12-05`); 0 when `to` is not later. */
export function workingDays(from: string, to: string, holidays: ReadonlySet<string>): number {
  let count = 0;
  for (let at = Date.parse(from) + DAY; at <= Date.parse(to); at += DAY) {
    const day = new Date(at);
    const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
    if (!weekend && !holidays.has(day.toISOString().slice(0, 10))) count++;
  }
  return count;
}

/** `Còn 2 ngày làm việc (Thứ Sáu 05/12)`, `Hạn hôm nay`, `Quá hạn 3 ngày`. */
export function dueIn(
  by: string,
  today: string,
  counting: { workingDays: true; holidays: ReadonlySet<string> } | { workingDays: false },
): Due {
  const days = daysUntil(by, today);
  if (days < 0) return { text: t('members.overdue_days', { count: -days }), tone: 'refused' };
  if (days === 0) return { text: t('members.due_today'), tone: 'warn' };
  const left = counting.workingDays ? workingDays(today, by, counting.holidays) : days;
  const text = t(counting.workingDays ? 'members.due_working_days' : 'members.due_days', {
    count: left,
    day: dayOf(by, today),
  });
  return { text, tone: left <= NEAR ? 'warn' : 'plain' };
}
