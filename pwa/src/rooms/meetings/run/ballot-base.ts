import { CAME } from './calling.ts';
import type { RollEntry, Subject } from './rows.ts';

/** How many count, how many of them are here, and how many must agree: what the server will freeze. */
export interface Expected {
  base: number;
  here: number;
  needed: number;
}

/** The base of a vote put now; `in`, `in_if_present` and `out` come from the rule of the meeting's day. */
export function expected(
  roll: readonly RollEntry[],
  rule: Pick<Subject, 'share' | 'more_than'>,
): Expected {
  let [base, here] = [0, 0];
  for (const entry of roll) {
    const came = entry.status !== null && CAME.includes(entry.status);
    const counts = entry.base === 'in' || (entry.base === 'in_if_present' && came);
    if (counts) base += 1;
    if (counts && came) here += 1;
  }
  return { base, here, needed: needed(base, rule) };
}

/** The smallest number of agreeing votes that carries; whole numbers only, so that a third stays a third. */
export function needed(
  base: number,
  { share, more_than }: Pick<Subject, 'share' | 'more_than'>,
): number {
  const [part, whole] = share;
  const least = Math.floor((base * part) / whole);
  const exact = (base * part) % whole === 0;
  return Math.max(1, more_than || !exact ? least + 1 : least);
}
