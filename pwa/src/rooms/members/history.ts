import { t } from '#i18n/index.svelte.ts';
import { dateOf } from '#lib/dates.ts';
import { states, type MemberHistory } from './people.ts';

/** One line of a member's story. */
export interface Entry {
  on: string;
  title: string;
  detail: string;
}

const parts = (...all: (string | null | undefined)[]): string => all.filter(Boolean).join(' · ');

/** The first day on which something no longer held, in words. */
const until = (day: string | null): string =>
  day === null ? '' : t('members.until', { date: dateOf(day) });

/** States, branches and exemptions in one list, the newest first. Transfers have a list of their own. */
export function storyOf(history: MemberHistory): Entry[] {
  const entries: Entry[] = [
    ...history.states.map(({ state, from_on, to_on, reason, decision }) => ({
      on: from_on,
      title: t(states[state].word),
      detail: parts(until(to_on), reason, decision),
    })),
    ...history.memberships.map(({ branch, from_on, to_on }) => ({
      on: from_on,
      title: t('members.in_branch', { name: branch.name }),
      detail: until(to_on),
    })),
    ...history.exemptions.map(({ kind, from_on, to_on, reason, decision }) => ({
      on: from_on,
      title: t('members.exempt_for', { reason: t(`members.exemption_${kind}`) }),
      detail: parts(until(to_on), reason, decision),
    })),
  ];
  return entries.sort((a, b) => b.on.localeCompare(a.on));
}
