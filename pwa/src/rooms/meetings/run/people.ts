import { compose, fold } from '#lib/folding.ts';
import type { RollEntry } from './rows.ts';

/** Those of the roll whose name holds every typed word, with or without marks, in the roll's order. */
export function matching(roll: readonly RollEntry[], typed: string): RollEntry[] {
  const words = fold(compose(typed)).trim().split(/\s+/).filter(Boolean);
  return roll.filter(({ name }) => {
    const parts = fold(compose(name)).split(/\s+/);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}
