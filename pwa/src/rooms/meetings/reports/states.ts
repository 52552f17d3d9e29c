import { t } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';
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
