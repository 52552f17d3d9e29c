import { t } from '#i18n/index.svelte.ts';
import { whenOf } from '#lib/dates.ts';
import type { Tone } from '#ui/tones.ts';
import { kindWord } from '../words.ts';
import type { Branch } from './desk.ts';

/** How a branch stands in the month. */
export function stateOf({ report_state, meeting_id }: Branch): {
  word: string;
  tone: Tone | 'plain';
} {
  if (report_state === 'accepted') return { word: t('reports.state_accepted'), tone: 'ok' };
  if (report_state === 'returned') return { word: t('reports.state_returned'), tone: 'warn' };
  if (report_state === 'sent') return { word: t('reports.state_sent'), tone: 'info' };
  if (meeting_id) return { word: t('reports.state_registered'), tone: 'plain' };
  return { word: t('reports.state_unregistered'), tone: 'refused' };
}

/** When it is held, and its kind unless that is the monthly one: `Sinh hoạt chuyên đề · Tối nay 19:30`. */
export function meetingText({ starts_at, meeting_kind }: Branch): string {
  const kind = meeting_kind && meeting_kind !== 'regular' ? kindWord(meeting_kind) : '';
  return [kind, starts_at ? whenOf(starts_at) : ''].filter(Boolean).join(' · ');
}
