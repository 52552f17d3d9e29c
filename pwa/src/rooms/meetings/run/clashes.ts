import type { TextClash } from './rows.ts';

export type Kept = 'both' | 'theirs' | 'mine';

/** The text after somebody settled where two people wrote different words at one place. */
export function settled(text: string, clash: TextClash, keep: Kept): string {
  if (keep === 'both') return text;
  for (const joint of [' / ', '\n', '']) {
    const both = clash.theirs + joint + clash.mine;
    // The place is found only while nobody has edited it; else the text already says what holds.
    if (both && text.includes(both)) return text.replace(both, () => clash[keep]);
  }
  return text;
}
