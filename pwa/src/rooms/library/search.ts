import { compose, fold, hasMarks } from '#lib/folding.ts';
import { contents, type DocumentRead, type DocumentRow } from './rows.ts';
import { snippet, marked, type Part } from './snippet.ts';
import { mayHold, places, readQuery, type Phrase } from './words.ts';

/** A found document with its best passage; `file_id` and `block` open the reader there. */
export interface Hit {
  document: DocumentRead;
  title: Part[];
  snippet: Part[];
  file_id: string | null;
  block: number | null;
}

export interface Filters {
  type: string;
  issuer: string;
  year: string;
}

export const NO_FILTERS: Filters = { type: '', issuer: '', year: '' };

/** A passage prepared for searching: exact in lower case, and without marks. */
interface Passage {
  file_id: string | null;
  block: number | null;
  text: string;
  exact: string;
  folded: string;
}

interface Prepared {
  changed: number;
  passages: Passage[];
}

/** Texts stay prepared while the app is open: folding them anew at each letter would be slow. */
const prepared = new Map<string, Prepared>();

function passage(text: string, file_id: string | null, block: number | null): Passage {
  const composed = compose(text);
  return { file_id, block, text: composed, exact: composed.toLowerCase(), folded: fold(composed) };
}

async function textsOf(document: DocumentRow): Promise<Passage[]> {
  const known = prepared.get(document.id);
  if (known?.changed === document.changed) return known.passages;
  const row = await contents.get(document.id);
  const passages = (row?.sections ?? []).flatMap(({ file_id, blocks }) =>
    blocks.map(({ text, number }) => passage(text, file_id, number)),
  );
  if (row) prepared.set(document.id, { changed: row.changed, passages });
  return passages;
}

/** The documents that pass the chosen filters; an empty filter passes all. */
export function filtered(
  documents: readonly DocumentRow[],
  { type, issuer, year }: Filters,
): DocumentRow[] {
  return documents.filter(
    (row) =>
      (type === '' || row.type === type) &&
      (issuer === '' || row.issuer_name === issuer) &&
      (year === '' || row.issued_on?.startsWith(year) === true),
  );
}

function headOf({ number_symbol, title, issuer_name, summary }: DocumentRow): Passage {
  return passage(
    [number_symbol, title, issuer_name, summary].filter(Boolean).join(' · '),
    null,
    null,
  );
}

/** A number-symbol that was typed whole, then the head, then the text; among equals the newest. */
function rank(hit: Hit, phrases: readonly Phrase[], folded: boolean): number {
  const look = (text: string) => places(folded ? fold(text) : text.toLowerCase(), phrases).length;
  if (look(compose(hit.document.number_symbol ?? '')) > 0) return 3;
  if (look(compose(hit.document.title)) > 0) return 2;
  return hit.block === null ? 1 : 0;
}

function hitIn(
  document: DocumentRow,
  passages: readonly Passage[],
  phrases: readonly Phrase[],
  folded: boolean,
): Hit | undefined {
  for (const { text, exact, folded: plain, file_id, block } of passages) {
    const searched = folded ? plain : exact;
    if (!mayHold(searched, phrases)) continue;
    const found = places(searched, phrases);
    if (found.length === 0) continue;
    const title = compose(document.title);
    const inTitle = places(folded ? fold(title) : title.toLowerCase(), phrases);
    return {
      document,
      title: marked(title, inTitle),
      // The head's own words stand in the title already.
      snippet: block === null ? [] : snippet(text, found),
      file_id,
      block,
    };
  }
  return undefined;
}

/**
 * Searches what is on the phone as the server would: terms typed with marks look for exactly these
 * letters, and without them when that finds nothing.
 */
export async function searchPhone(
  query: string,
  documents: readonly DocumentRow[],
): Promise<Hit[]> {
  const exact = hasMarks(query) ? await search(query, documents, false) : [];
  return exact.length > 0 ? exact : search(query, documents, true);
}

async function search(
  query: string,
  documents: readonly DocumentRow[],
  folded: boolean,
): Promise<Hit[]> {
  const phrases = readQuery(query, folded);
  if (phrases.length === 0) return [];
  const hits: Hit[] = [];
  for (const document of documents) {
    const passages = [headOf(document), ...(await textsOf(document))];
    const hit = hitIn(document, passages, phrases, folded);
    if (hit) hits.push(hit);
  }
  const score = new Map(hits.map((hit) => [hit, rank(hit, phrases, folded)]));
  const newest = ({ document }: Hit) => document.published_at ?? '';
  return hits.sort(
    (a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0) || newest(b).localeCompare(newest(a)),
  );
}
