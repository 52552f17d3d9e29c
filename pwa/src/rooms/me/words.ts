import { t, type PlainKey } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';
import type { Card, CardView, DataRequest, RequestKind } from './rows.ts';

/** Sentences for the server's values; the `Record`s do not compile when one is missing. */

const states: Readonly<Record<Card['state'], PlainKey>> = {
  probationary: 'me.state_probationary',
  official: 'me.state_official',
  temporary_here: 'me.state_temporary_here',
  temporary_away: 'me.state_temporary_away',
  exempt: 'me.state_exempt',
  suspended: 'me.state_suspended',
  detained: 'me.state_detained',
  transferred: 'me.state_transferred',
  removed: 'me.state_removed',
  expelled: 'me.state_expelled',
  dead: 'me.state_dead',
  merged: 'me.state_merged',
};

const roles: Readonly<Record<string, PlainKey>> = {
  secretary: 'me.role_secretary',
  deputy: 'me.role_deputy',
  committee_member: 'me.role_committee_member',
  office_staff: 'me.role_office_staff',
  organiser: 'me.role_organiser',
  reception: 'me.role_reception',
  data_protection_officer: 'me.role_data_protection_officer',
  auditor: 'me.role_auditor',
  administrator: 'me.role_administrator',
};

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
  return t(states[state]);
}
/** The role somebody looked in; a role this version does not know stays unnamed. */
export function roleWord({ role }: Pick<CardView, 'role'>): string {
  return t((role === null ? undefined : roles[role]) ?? 'me.role_unknown');
}
export function kindWord(kind: RequestKind): string {
  return t(kinds[kind]);
}
export function progressOf(state: DataRequest['state']): { word: string; tone: Tone } {
  return { word: t(progress[state].word), tone: progress[state].tone };
}
