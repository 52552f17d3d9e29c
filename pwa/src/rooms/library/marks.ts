import { database } from '#offline/database.ts';
import { exchange, type Sent } from '#offline/exchange.svelte.ts';
import { discard, enqueue, outbox, type Draft } from '#offline/outbox.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { paths } from './api-paths.ts';
import {
  acknowledgements,
  bookmarks,
  documents,
  highlights,
  notes,
  progress,
  type HighlightRow,
  type NoteRow,
  type ProgressRow,
} from './rows.ts';

/** How long "studied" can be taken back before it leaves the phone (ms). */
export const UNDO_WINDOW = 10_000;

async function titleOf(documentId: string): Promise<string> {
  const row = await documents.get(documentId);
  return row?.number_symbol ?? row?.title ?? '';
}

/** One write of the reader's own: on the phone at once, to the server when there is a network. */
async function send(
  method: 'PUT' | 'DELETE',
  path: string,
  documentId: string,
  label: string,
  body?: unknown,
): Promise<Sent> {
  return exchange.send({
    method,
    path,
    room: 'library',
    label_key: `library.${label}`,
    label_values: { title: await titleOf(documentId) },
    ...(body === undefined ? {} : { body }),
  });
}

/** Nobody waits for it; signing out may close the database under it, and then it has no business. */
function aside(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** Keeps the document at hand, or no longer. */
export async function setBookmark(documentId: string, kept: boolean): Promise<Sent> {
  if (kept) {
    await bookmarks.put({ document_id: documentId, created_at: new Date().toISOString() });
  } else await bookmarks.delete(documentId);
  const label = kept ? 'sends_bookmark' : 'sends_unbookmark';
  return send(kept ? 'PUT' : 'DELETE', paths.bookmark(documentId), documentId, label);
}

/** Colours a piece of text, or gives an existing highlight (same `id`) another colour. */
export async function putHighlight(
  mark: Omit<HighlightRow, 'id'> & { id?: string },
): Promise<HighlightRow> {
  const row: HighlightRow = { ...mark, id: mark.id ?? uuid7() };
  const { id, ...body } = row;
  await highlights.put(row);
  aside(send('PUT', paths.highlight(id), row.document_id, 'sends_highlight', body));
  return row;
}

export async function removeHighlight({ id, document_id }: HighlightRow): Promise<Sent> {
  await highlights.delete(id);
  return send('DELETE', paths.highlight(id), document_id, 'sends_unhighlight');
}

/** Keeps a private note: a new one, or new words for an old one (same `id`). */
export async function putNote(
  note: Omit<NoteRow, 'id' | 'updated_at'> & { id?: string },
): Promise<NoteRow> {
  const row: NoteRow = { ...note, id: note.id ?? uuid7(), updated_at: new Date().toISOString() };
  const { document_id, file_id, block, text } = row;
  await notes.put(row);
  const body = { document_id, file_id, block, text };
  aside(send('PUT', paths.note(row.id), document_id, 'sends_note', body));
  return row;
}

/**
 * New words for a note that read `before` when it was opened. Changed since, in another window or on another phone,
 * both are kept; true then.
 */
export async function rewriteNote(
  note: Omit<NoteRow, 'updated_at'>,
  before: string,
): Promise<boolean> {
  const now = (await notes.get(note.id))?.text ?? before;
  const both = now !== before && now !== note.text;
  await putNote(both ? { ...note, id: uuid7() } : note);
  return both;
}

export async function removeNote({ id, document_id }: NoteRow): Promise<Sent> {
  await notes.delete(id);
  return send('DELETE', paths.note(id), document_id, 'sends_unnote');
}

/**
 * Remembers the place on this phone. It leaves at `sendAt` (ms since 1970) or with `sendProgress`; it stands in the
 * outbox at once, so that what comes in from the server meanwhile does not take it away.
 */
export async function keepProgress(
  row: Omit<ProgressRow, 'updated_at'>,
  sendAt: number,
): Promise<void> {
  const kept = { ...row, updated_at: new Date().toISOString() };
  const draft = { ...(await progressDraft(kept)), not_before: sendAt };
  await database.transaction('rw', progress, outbox, async () => {
    await progress.put(kept);
    await enqueue(draft);
  });
}

/** Tells the server the place kept last. */
export async function sendProgress(documentId: string): Promise<void> {
  const row = await progress.get(documentId);
  if (row) await exchange.send(await progressDraft(row));
}

async function progressDraft(row: ProgressRow): Promise<Draft> {
  return {
    method: 'PUT',
    path: paths.progress(row.document_id),
    body: { file_id: row.file_id, block: row.block, at: row.updated_at },
    room: 'library',
    label_key: 'library.sends_progress',
    label_values: { title: await titleOf(row.document_id) },
  };
}

/** "I have studied this": leaves the phone after `UNDO_WINDOW`; answers with how to take it back. */
export async function acknowledge(documentId: string): Promise<() => Promise<boolean>> {
  await acknowledgements.put({ document_id: documentId, created_at: new Date().toISOString() });
  const row = await enqueue({
    method: 'PUT',
    path: paths.acknowledgement(documentId),
    room: 'library',
    label_key: 'library.sends_acknowledgement',
    label_values: { title: await titleOf(documentId) },
    not_before: Date.now() + UNDO_WINDOW,
  });
  aside(exchange.now());
  return async () => {
    // Once it was sent there is nothing to take back: the server keeps it as evidence.
    if (!(await outbox.get(row.id))) return false;
    await discard(row.id);
    await acknowledgements.delete(documentId);
    return true;
  };
}
