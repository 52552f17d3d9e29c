import {
  acknowledgements,
  bookmarks,
  contents,
  documents,
  progress,
  type DocumentRow,
} from './rows.ts';

/** One document with what is the reader's own about it. */
export interface Paper {
  document: DocumentRow;
  /** How far it was read, 0 to 1; null when it was not opened or nobody knows. */
  share: number | null;
  studied: boolean;
  bookmarkedAt: string | null;
  /** Its text is on this phone. */
  stored: boolean;
}

/** Everything the phone knows of the library, newest first. */
export async function loadShelf(): Promise<Paper[]> {
  const [rows, places, marks, studied, texts] = await Promise.all([
    documents.orderBy('published_at').reverse().toArray(),
    progress.toArray(),
    bookmarks.toArray(),
    acknowledgements.toCollection().primaryKeys(),
    contents.toCollection().primaryKeys(),
  ]);
  const shares = new Map(places.map(({ document_id, share }) => [document_id, share]));
  const marked = new Map(marks.map(({ document_id, created_at }) => [document_id, created_at]));
  const done = new Set(studied);
  const stored = new Set(texts);
  return rows
    .filter(({ state }) => state === 'published' || state === 'replaced')
    .map((document) => ({
      document,
      share: shares.get(document.id) ?? null,
      studied: done.has(document.id),
      bookmarkedAt: marked.get(document.id) ?? null,
      stored: stored.has(document.id),
    }));
}

/** Papers somebody asked to be studied and that are not yet, the most urgent first. */
export function toStudy(papers: readonly Paper[]): Paper[] {
  const due = ({ document }: Paper) => document.study_by_on ?? '';
  return papers
    .filter((paper) => paper.document.state === 'published' && due(paper) !== '' && !paper.studied)
    .sort((a, b) => due(a).localeCompare(due(b)));
}

/** Kept at hand, the latest mark first. */
export function bookmarked(papers: readonly Paper[]): Paper[] {
  return papers
    .filter(({ bookmarkedAt }) => bookmarkedAt !== null)
    .sort((a, b) => (b.bookmarkedAt ?? '').localeCompare(a.bookmarkedAt ?? ''));
}

/** Readable without a network. */
export function stored(papers: readonly Paper[]): Paper[] {
  return papers.filter((paper) => paper.stored);
}
