import { exchange } from '#offline/exchange.svelte.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { partPath, type VoteWay } from './rows.ts';

/** What is typed into the boxes of a count; empty means zero where the rest is filled. */
export interface Tally {
  agree: string;
  disagree: string;
  other: string;
  handed_out: string;
  collected: string;
  invalid: string;
}

export type Problem = 'empty' | 'above_base' | 'above_handed_out' | 'papers_do_not_add_up';

export interface Question {
  item_id: string | null;
  subject: string;
  title: string;
  way: VoteWay;
}

export const fresh = (): Tally => ({
  agree: '',
  disagree: '',
  other: '',
  handed_out: '',
  collected: '',
  invalid: '',
});

export const isPhone = (way: VoteWay): boolean => way === 'phone_open' || way === 'phone_secret';

/** Why a count cannot be true, as the server would say (api/rooms/meetings/majority.py); null when it can. */
export function fits(tally: Tally, base: number, paper: boolean): Problem | null {
  const number = (field: keyof Tally): number => Number(tally[field] || 0);
  if (tally.agree === '' && tally.disagree === '') return 'empty';
  if (paper && (tally.handed_out === '' || tally.collected === '')) return 'empty';
  const given = number('agree') + number('disagree') + number('other');
  if (given > base || (paper && number('handed_out') > base)) return 'above_base';
  if (paper && number('collected') > number('handed_out')) return 'above_handed_out';
  if (paper && given + number('invalid') !== number('collected')) return 'papers_do_not_add_up';
  return null;
}

/** Puts a question; with a count by hand the result goes out right behind it, in this order. */
export async function putVote(
  meeting: string,
  question: Question,
  counted: { tally: Tally; paper: boolean } | null,
): Promise<void> {
  const id = uuid7();
  const path = partPath(meeting, `votes/${id}`);
  const put = exchange.send({
    method: 'PUT',
    path,
    body: question,
    room: 'meetings',
    label_key: 'minutes.sends_vote',
    label_values: { title: question.title },
  });
  await (counted ? Promise.all([put, sendTally(meeting, id, question.title, counted)]) : put);
}

export async function sendTally(
  meeting: string,
  vote: string,
  title: string,
  { tally, paper }: { tally: Tally; paper: boolean },
): Promise<void> {
  const number = (field: keyof Tally): number => Number(tally[field] || 0);
  const papers = {
    handed_out: number('handed_out'),
    collected: number('collected'),
    invalid: number('invalid'),
  };
  const answers = { agree: number('agree'), disagree: number('disagree'), other: number('other') };
  const path = partPath(meeting, `votes/${vote}`);
  await exchange.send({
    method: 'PUT',
    path: `${path}/tally`,
    body: paper ? { ...answers, ...papers } : answers,
    resource: path,
    room: 'meetings',
    label_key: 'minutes.sends_tally',
    label_values: { title },
  });
}

/** Ends a poll on phones (`count`) or calls a vote off (`cancel`). */
export async function endVote(
  meeting: string,
  vote: string,
  title: string,
  verb: 'count' | 'cancel',
): Promise<void> {
  const path = partPath(meeting, `votes/${vote}`);
  await exchange.send({
    method: 'POST',
    path: `${path}/${verb}`,
    resource: path,
    room: 'meetings',
    label_key: 'minutes.sends_tally',
    label_values: { title },
  });
}
