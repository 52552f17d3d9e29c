import { labelText, t, type PlainKey } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';
import type { Card, CardView, DataRequest, RequestKind } from './rows.ts';

/** Sentences for the server's values; the `Record`s do not compile when one is missing. */

const kinds: Readonly<Record<RequestKind, PlainKey>> = {
  correction: 'me.ask_correction',
  copy: 'me.ask_copy',
  withdrawal: 'me.ask_withdrawal',
};

const progress: Readonly<Record<DataRequest['state'], { word: PlainKey; tone: Tone }>> = {
  received: { word: 'me.request_received', tone: 'info' },
  acknowledged: { word: 'me.request_acknowledged', tone: 'info' },
  finished: { word: 'me.request_finished', tone: 'ok' },
  refused: { word: 'me.request_refused', tone: 'warn' },
};

export function stateWord(state: Card['state']): string {
  return t(`members.state_${state}`);
}
/** The role somebody looked in; a role this version does not know stays unnamed. */
export function roleWord({ role }: Pick<CardView, 'role'>): string {
  return labelText(`organizations.role_${role ?? ''}`) ?? t('me.role_unknown');
}
export function kindWord(kind: RequestKind): string {
  return t(kinds[kind]);
}
export function progressOf(state: DataRequest['state']): { word: string; tone: Tone } {
  return { word: t(progress[state].word), tone: progress[state].tone };
}
