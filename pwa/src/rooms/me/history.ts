import { t } from '#i18n/index.svelte.ts';
import type { History } from './rows.ts';
import { stateWord } from './words.ts';

/** One line of the member's story. */
export interface Entry {
  on: string;
  title: string;
  detail: string;
}

const parts = (...all: (string | null | undefined)[]): string => all.filter(Boolean).join(' · ');

/** States, branches, exemptions and transfers in one list, the newest first. */
export function entriesOf(history: History): Entry[] {
  const entries: Entry[] = [
    ...history.states.map(({ state, from_on, reason, decision }) => ({
      on: from_on,
      title: stateWord(state),
      detail: parts(reason, decision),
    })),
    ...history.memberships.map(({ branch, from_on }) => ({
      on: from_on,
      title: t('me.history_branch', { name: branch.name }),
      detail: '',
    })),
    ...history.exemptions.map(({ from_on, reason, decision }) => ({
      on: from_on,
      title: t('me.history_exempt'),
      detail: parts(reason, decision),
    })),
    ...history.transfers.map(({ decided_on, to_branch, to_place, decision }) => ({
      on: decided_on,
      title: t('me.history_transfer', { name: to_branch?.name ?? to_place ?? '' }),
      detail: parts(decision),
    })),
  ];
  return entries.sort((a, b) => b.on.localeCompare(a.on));
}
