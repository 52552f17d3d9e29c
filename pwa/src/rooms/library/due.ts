import { t } from '#i18n/index.svelte.ts';
import { dateOf, daysUntil } from '#lib/dates.ts';

/** How urgent a day is: `late` when it has passed, `soon` within a week. */
export function urgency(on: string, now: number = Date.now()): 'late' | 'soon' | 'later' {
  const days = daysUntil(on, now);
  if (days < 0) return 'late';
  return days <= 7 ? 'soon' : 'later';
}

/** `Hạn 30/11`, `Hạn hôm nay`, `Quá hạn 30/11`; the year is said when it is far away. */
export function dueText(on: string, now: number = Date.now()): string {
  const days = daysUntil(on, now);
  const date = dateOf(on).slice(0, Math.abs(days) > 180 ? 10 : 5);
  if (days < 0) return t('library.late', { date });
  return days === 0 ? t('library.due_today') : t('library.due', { date });
}
