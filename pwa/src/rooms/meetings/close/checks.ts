import { t } from '#i18n/index.svelte.ts';
import { openClashes } from './clashes.ts';
import type { Written } from './desk.ts';

/** One thing to look at before closing; `must` stops the closing, `should` is only said. */
export interface Check {
  id: string;
  title: string;
  text: string;
  look: 'ok' | 'must' | 'should';
}

/** What is there and what is missing; `waiting`: writes of this meeting that are still on the phone. */
export function checksOf(record: Written, waiting: number): Check[] {
  const open = record.votes.filter(({ state }) => state === 'open').length;
  const counted = record.votes.filter(({ state }) => state === 'counted').length;
  const clashes = openClashes(record).length;
  const concluded = record.items.filter(({ conclusion }) => conclusion).length;
  const unseen = record.carried.filter(({ state }) => state === null).length;
  const { unmarked, present, summoned } = record.counts;
  const dated = record.assignments.filter(({ due_on }) => due_on).length;
  const checks: (Check | false)[] = [
    waiting > 0 && {
      id: 'waiting',
      title: t('reports.check_waiting'),
      text: t('reports.check_waiting_some', { count: waiting }),
      look: 'must',
    },
    {
      id: 'roll',
      title: t('reports.check_roll'),
      text:
        unmarked > 0
          ? t('reports.check_roll_missing', { count: unmarked })
          : t('reports.check_roll_done', { present, summoned }),
      look: unmarked > 0 ? 'must' : 'ok',
    },
    open + counted > 0 && {
      id: 'votes',
      title: t('reports.check_votes'),
      text:
        open > 0
          ? t('reports.check_votes_open', { count: open })
          : t('reports.check_votes_done', { count: counted }),
      look: open > 0 ? 'must' : 'ok',
    },
    record.carried.length > 0 && {
      id: 'carried',
      title: t('reports.check_carried'),
      text:
        unseen > 0
          ? t('reports.check_carried_open', { count: unseen })
          : t('reports.check_carried_done', { count: record.carried.length }),
      look: unseen > 0 ? 'should' : 'ok',
    },
    {
      id: 'conclusions',
      title: t('reports.check_conclusions'),
      text: concluded
        ? t('reports.check_conclusions_done', { count: concluded })
        : t('reports.check_conclusions_none'),
      look: concluded ? 'ok' : 'should',
    },
    {
      id: 'tasks',
      title: t('reports.check_tasks'),
      text: record.assignments.length
        ? t('reports.check_tasks_done', { count: record.assignments.length, dated })
        : t('reports.check_tasks_none'),
      look: record.assignments.length ? 'ok' : 'should',
    },
    clashes > 0 && {
      id: 'clashes',
      title: t('reports.check_clashes'),
      text: t('reports.check_clashes_open', { count: clashes }),
      look: 'should',
    },
  ];
  return checks.filter((check) => check !== false);
}
