import { askToPersist, dropFiles, FILES_CACHE, keepFiles } from '#offline/files.ts';
import { paths } from './api-paths.ts';
import { contents, documents, saved, signatures, type DocumentRow, type SavedRow } from './rows.ts';

/** What of a document is kept beyond its text. */
export interface Wanted {
  pages: boolean;
  originals: boolean;
}

/** The addresses to keep: page images and original files. */
export function addresses({ files }: DocumentRow, { pages, originals }: Wanted): string[] {
  return files.flatMap(({ id, pages: count }) => [
    ...(pages ? Array.from({ length: count }, (_, index) => paths.page(id, index + 1)) : []),
    ...(originals ? [paths.original(id)] : []),
  ]);
}

async function sizeOf(kept: readonly string[]): Promise<number> {
  const cache = await caches.open(FILES_CACHE);
  let size = 0;
  for (const path of kept) size += (await (await cache.match(path))?.blob())?.size ?? 0;
  return size;
}

/**
 * Keeps the document for reading without a network and says how far it is (0 to 1); false when a
 * file could not be fetched. What was kept and is no longer wanted goes.
 */
export async function save(
  document: DocumentRow,
  wanted: Wanted,
  onprogress: (share: number) => void,
): Promise<boolean> {
  const list = addresses(document, wanted);
  void askToPersist();
  for (const [index, path] of list.entries()) {
    if (!(await keepFiles([path]))) return false;
    onprogress((index + 1) / list.length);
  }
  const before = (await saved.get(document.id))?.paths ?? [];
  await dropFiles(before.filter((path) => !list.includes(path)));
  const row: SavedRow = {
    document_id: document.id,
    saved_at: Date.now(),
    ...wanted,
    paths: list,
    size: await sizeOf(list),
  };
  await saved.put(row);
  return true;
}

/** Gives the kept files up; the text stays while it is of use. */
export async function unsave(id: string): Promise<void> {
  await dropFiles((await saved.get(id))?.paths ?? []);
  await saved.delete(id);
}

/** Removes everything of a document from the phone but what the list says of it. */
export async function forget(id: string): Promise<void> {
  await unsave(id);
  await contents.delete(id);
  await signatures.delete(id);
}

/** Documents whose text is on the phone, newest first. */
export async function storedDocuments(): Promise<DocumentRow[]> {
  const ids = await contents.toCollection().primaryKeys();
  const rows = await documents.bulkGet(ids);
  return rows
    .filter((row) => row !== undefined)
    .sort((a, b) => (b.published_at ?? '').localeCompare(a.published_at ?? ''));
}
