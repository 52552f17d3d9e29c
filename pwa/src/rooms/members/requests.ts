import { dateOf } from '#lib/dates.ts';
import { t, type PlainKey } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';
import { dueIn, type Due } from './deadlines.ts';
import type { DataRequest } from './store.ts';

/** How far a request has come; the `Record` does not compile when one is missing. */
export const progress: Readonly<Record<DataRequest['state'], { word: PlainKey; tone: Tone }>> = {
  received: { word: 'members.request_received', tone: 'info' },
  acknowledged: { word: 'members.request_acknowledged', tone: 'info' },
  finished: { word: 'members.request_finished', tone: 'ok' },
  refused: { word: 'members.request_refused', tone: 'warn' },
};

/** The deadline that counts now: first to acknowledge, in working days, then to finish; then when it ended. */
export function dueOf(
  request: Pick<DataRequest, 'state' | 'acknowledge_by' | 'finish_by' | 'ended_at'>,
  today: string,
  holidays: ReadonlySet<string>,
): Due {
  if (request.state === 'received') {
    return dueIn(request.acknowledge_by, today, { workingDays: true, holidays });
  }
  if (request.state === 'acknowledged') {
    return dueIn(request.finish_by, today, { workingDays: false });
  }
  const date = request.ended_at ? dateOf(request.ended_at) : '';
  return { text: t('members.answered_on', { date }), tone: 'plain' };
}
