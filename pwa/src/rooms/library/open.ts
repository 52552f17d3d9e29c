import { api, ask, type Result } from '#api/client.ts';
import { keepDocuments, removeDocument } from './keep.ts';
import { contents, documents, signatures } from './rows.ts';

/** Fetches a document and, where it is new or changed, its text; screens see it in the database. */
export async function openDocument(id: string): Promise<Result<unknown>> {
  const path = { document_id: id };
  const isNew = (await contents.get(id)) === undefined;
  const [answer] = await Promise.all([
    ask(api.GET('/api/library/documents/{document_id}', { params: { path } })),
    // Both at once, the first time: on a slow line each question costs half a second.
    isNew ? bringContent(id) : undefined,
  ]);
  if (!answer.ok) {
    if ('problem' in answer && answer.problem.status === 404) {
      await removeDocument(id);
    }
    return answer;
  }
  await keepDocuments([answer.data]);
  return answer.data.state === 'withdrawn' ? answer : fetchContent(id, answer.data.changed);
}

/** Brings a document's text to the phone unless the phone has this very version. */
export async function fetchContent(id: string, changed: number): Promise<Result<unknown>> {
  const kept = await contents.get(id);
  const whole = kept?.sections.every(({ state }) => state !== 'waiting' && state !== 'extracting');
  if (kept?.changed === changed && whole) return { ok: true, data: kept, etag: null };
  return bringContent(id);
}

async function bringContent(id: string): Promise<Result<unknown>> {
  const path = { document_id: id };
  const answer = await ask(
    api.GET('/api/library/documents/{document_id}/content', { params: { path } }),
  );
  if (answer.ok) await contents.put(answer.data);
  return answer;
}

/** Brings what can be said of the document's signatures; once a version. */
export async function fetchSignatures(id: string): Promise<void> {
  const changed = (await documents.get(id))?.changed ?? 0;
  if ((await signatures.get(id))?.changed === changed) return;
  const path = { document_id: id };
  const answer = await ask(
    api.GET('/api/library/documents/{document_id}/signatures', { params: { path } }),
  );
  if (answer.ok) await signatures.put({ document_id: id, changed, signatures: answer.data });
}
