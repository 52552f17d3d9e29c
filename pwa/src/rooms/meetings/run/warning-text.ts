import { t } from '#i18n/index.svelte.ts';
import type { MeetingRecord } from './rows.ts';

type RecordWarning = MeetingRecord['warnings'][number];

/** One sentence of a recorded warning. */
export function warningText({ code, details }: RecordWarning, record: MeetingRecord): string {
  const text = (name: string): string => `${(details[name] as string | number | null) ?? ''}`;
  switch (code) {
    case 'rule_changed':
      return t('minutes.warn_rule', { citation: text('citation') || text('topic') });
    case 'member_arrived': {
      const entry = record.roll.find(({ member_id }) => member_id === details.member_id);
      return t('minutes.warn_arrived', { name: entry?.name ?? '' });
    }
    case 'member_left':
      return t('minutes.warn_left');
    default:
      return t('minutes.warn_clock', {
        minutes: Math.round(Math.abs(Number(text('seconds'))) / 60),
      });
  }
}
