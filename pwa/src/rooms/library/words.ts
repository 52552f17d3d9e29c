import { compose, fold } from '#lib/folding.ts';

/** A word or number of a text, as it is compared, and where it stands. */
export interface Token {
  word: string;
  start: number;
  end: number;
}

/** What somebody looks for: words that follow each other; the last may be only begun. */
export interface Phrase {
  words: readonly string[];
  begun: boolean;
}

const TOKENS = /\d+|\p{L}+/gu;
const ONE_MEANING: Readonly<Record<string, string>> = { qdi: 'qd', qđi: 'qđ' };

/** Numbers lose leading zeros and `QĐi` is `QĐ`: number-symbols meet whatever their spelling. */
function normal(word: string): string {
  if (/^\d/.test(word)) return word.replace(/^0+(?=\d)/, '');
  return ONE_MEANING[word] ?? word;
}

/** The words and numbers of composed text, in lower case; `folded` text gives folded words. */
export function tokens(text: string): Token[] {
  return Array.from(text.matchAll(TOKENS), ({ 0: word, index }) => ({
    word: normal(word.toLowerCase()),
    start: index,
    end: index + word.length,
  }));
}

/** The marks that hold a phrase together. */
const QUOTES = /["“”]/g;

/** The query as words of their own. */
export const unquoted = (query: string): string => query.replace(QUOTES, '').trim();

/**
 * The phrases of a query: what stands in quotation marks belongs together, every other word is one
 * of its own. The very last word counts as begun while no space follows it.
 */
export function readQuery(query: string, folded: boolean): Phrase[] {
  const text = folded ? fold(compose(query)) : compose(query).toLowerCase();
  const phrases: Phrase[] = [];
  for (const [index, part] of text.split(QUOTES).entries()) {
    const words = tokens(part).map(({ word }) => word);
    if (index % 2 === 1) phrases.push({ words, begun: false });
    else phrases.push(...words.map((word) => ({ words: [word], begun: false })));
  }
  const found = phrases.filter(({ words }) => words.length > 0);
  const last = found.at(-1);
  if (last && /[\p{L}\d]$/u.test(text)) found[found.length - 1] = { ...last, begun: true };
  return found;
}

/** Quick look: can this text hold the phrases at all? */
export function mayHold(text: string, phrases: readonly Phrase[]): boolean {
  return phrases.every(({ words }) => words.every((word) => text.includes(word)));
}

function holdsAt(all: readonly Token[], at: number, { words, begun }: Phrase): boolean {
  return words.every((word, index) => {
    const found = all[at + index]?.word;
    const last = index === words.length - 1;
    return found !== undefined && (last && begun ? found.startsWith(word) : found === word);
  });
}

/** Where the phrases stand, from left to right; nothing when one of them is missing. */
export function places(text: string, phrases: readonly Phrase[]): { start: number; end: number }[] {
  const all = tokens(text);
  const found: { start: number; end: number }[] = [];
  for (const phrase of phrases) {
    const before = found.length;
    for (const [at, token] of all.entries()) {
      if (!holdsAt(all, at, phrase)) continue;
      const end = all[at + phrase.words.length - 1]?.end ?? token.end;
      found.push({ start: token.start, end });
    }
    if (found.length === before) return [];
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
