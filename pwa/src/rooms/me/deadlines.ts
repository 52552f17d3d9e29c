import { t } from '#i18n/index.svelte.ts';
import { dateOf } from '#lib/dates.ts';
import type { DataRequest } from './rows.ts';

type Dated = Pick<
  DataRequest,
  'state' | 'acknowledge_by' | 'finish_by' | 'acknowledged_at' | 'ended_at'
>;

/** The day that matters now: until when it is received, then until when it is done, then when it was. */
export function deadlineOf({ state, acknowledge_by, finish_by, ended_at }: Dated): string {
  if (state === 'received') return t('me.acknowledge_by', { date: dateOf(acknowledge_by) });
  if (state === 'acknowledged') return t('me.finish_by', { date: dateOf(finish_by) });
  return ended_at ? t('me.ended_on', { date: dateOf(ended_at) }) : '';
}
