import { table } from '#offline/database.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type DocumentDetail = Schemas['DocumentDetail'];
export type DocumentRead = Schemas['DocumentRead'];
export type DocumentFile = Schemas['FileRead'];
export type Block = Schemas['BlockRead'];
export type Section = Schemas['SectionRead'];
export type Color = Schemas['HighlightRead']['color'];
export type HighlightRow = Schemas['HighlightRead'];
export type NoteRow = Schemas['NoteRead'];

/**
 * What the phone knows of a document. `bookmarked` and `acknowledged_at` are as the server last said:
 * what the reader did since stands in the tables of their own below, and those count.
 */
export type DocumentRow = DocumentDetail;

/** A document's text on this phone; `changed` is the document's when it was fetched. */
export interface ContentRow {
  document_id: string;
  changed: number;
  sections: Section[];
}

export interface BookmarkRow {
  document_id: string;
  created_at: string;
}

/** Where the reader left off. `share` (0 to 1) is known once the text was open on this phone. */
export interface ProgressRow {
  document_id: string;
  file_id: string | null;
  block: number;
  updated_at: string;
  share: number | null;
}

export interface AcknowledgementRow {
  document_id: string;
  created_at: string;
}

/** What the reader chose to keep beyond the text: addresses in the file cache. */
export interface SavedRow {
  document_id: string;
  saved_at: number;
  pages: boolean;
  originals: boolean;
  paths: string[];
  /** Bytes in the file cache. */
  size: number;
}

export interface SignatureRow {
  document_id: string;
  changed: number;
  signatures: Schemas['SignatureRead'][];
}

export interface RecentRow {
  text: string;
  at: number;
}

export const documents = table<DocumentRow>('library_documents');
export const contents = table<ContentRow>('library_contents');
export const bookmarks = table<BookmarkRow>('library_bookmarks');
export const highlights = table<HighlightRow>('library_highlights');
export const notes = table<NoteRow>('library_notes');
export const progress = table<ProgressRow>('library_progress');
export const acknowledgements = table<AcknowledgementRow>('library_acknowledgements');
export const saved = table<SavedRow>('library_saved');
export const signatures = table<SignatureRow>('library_signatures');
export const recent = table<RecentRow>('library_recent');

/** A block's place in its document, as text: what `data-block` holds. */
export function blockKey(fileId: string | null, block: number | null): string {
  return `${fileId ?? ''}:${block ?? ''}`;
}

/** Rows by the block they are about. */
export function byBlock<Row extends { file_id: string | null; block: number | null }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = blockKey(row.file_id, row.block);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}
