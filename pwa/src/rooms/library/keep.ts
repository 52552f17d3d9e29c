import { documents, type DocumentDetail } from './rows.ts';
import { forget } from './saved.ts';

/**
 * Keeps what the server says of documents; a withdrawn one loses its text on the phone. All stand in
 * the lists at once: a list that grows row by row moves away under the reader's finger.
 */
export async function keepDocuments(details: readonly DocumentDetail[]): Promise<void> {
  for (const { id, state } of details) if (state === 'withdrawn') await forget(id);
  await documents.bulkPut(details);
}

/** The document leaves the phone with its text and files; the reader's own marks stay theirs. */
export async function removeDocument(id: string): Promise<void> {
  await forget(id);
  await documents.delete(id);
}
