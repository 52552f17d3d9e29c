import type { components } from '#api/schema.gen.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import type { IconName } from '#ui/icons.ts';
import type { Tone } from '#ui/tones.ts';

/** How far a member has come with his account, as a secretary sees it. */
export type CodeState = components['schemas']['CodeStateRead'];
export type CodeStateName = CodeState['state'];

interface Look {
  word: PlainKey;
  tone: Tone | 'plain';
  icon: IconName;
}

export const looks: Readonly<Record<CodeStateName, Look>> = {
  not_issued: { word: 'papers.not_issued', tone: 'plain', icon: 'minus' },
  waiting: { word: 'papers.waiting', tone: 'info', icon: 'clock' },
  expired: { word: 'papers.expired', tone: 'warn', icon: 'warn' },
  active: { word: 'papers.active', tone: 'ok', icon: 'check' },
  recovering: { word: 'papers.recovering', tone: 'info', icon: 'key' },
  closed: { word: 'papers.closed', tone: 'refused', icon: 'lock' },
};

/** Whoever has not activated yet can get a paper. */
export function canPrint({ state }: Pick<CodeState, 'state'>): boolean {
  return state === 'not_issued' || state === 'waiting' || state === 'expired';
}

/** A recovery code is for those who have activated once. */
export function canRecover({ state }: Pick<CodeState, 'state'>): boolean {
  return state === 'active' || state === 'recovering';
}

/** Only a code that waits can be withdrawn. */
export function canRevoke({ state }: Pick<CodeState, 'state'>): boolean {
  return state === 'waiting' || state === 'recovering';
}
