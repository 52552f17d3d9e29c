import { documents, type DocumentDetail } from './rows.ts';
import { forget } from './saved.ts';

/** Keeps what the server says of a document; a withdrawn one loses its text on the phone. */
export async function keepDocument(detail: DocumentDetail): Promise<void> {
  if (detail.state === 'withdrawn') await forget(detail.id);
  await documents.put(detail);
}

/** The document leaves the phone with its text and files; the reader's own marks stay theirs. */
export async function removeDocument(id: string): Promise<void> {
  await forget(id);
  await documents.delete(id);
}
