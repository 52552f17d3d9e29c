import { fold, compose } from '#lib/folding.ts';
import { recent } from './rows.ts';

const KEPT = 8;

/** Remembers on this phone what was looked for; the server never hears of it from here. */
export async function rememberSearch(query: string): Promise<void> {
  const text = compose(query).trim().replace(/\s+/g, ' ');
  if (text.length < 2) return;
  await recent.db.transaction('rw', recent, async () => {
    const same = await recent.filter((row) => fold(row.text) === fold(text)).primaryKeys();
    await recent.bulkDelete(same);
    await recent.put({ text, at: Date.now() });
    const old = await recent.orderBy('at').reverse().offset(KEPT).primaryKeys();
    await recent.bulkDelete(old);
  });
}

/** The last searches, newest first. */
export async function recentSearches(): Promise<string[]> {
  return (await recent.orderBy('at').reverse().toArray()).map(({ text }) => text);
}

export async function forgetSearches(): Promise<void> {
  await recent.clear();
}
