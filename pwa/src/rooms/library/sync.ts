import type { Table } from 'dexie';
import { api, ask, type Result } from '#api/client.ts';
import { readCursor, writeCursor } from '#offline/sync.svelte.ts';
import { pending } from '#offline/outbox.ts';
import { paths } from './api-paths.ts';
import { keepDocuments, removeDocument } from './keep.ts';
import { prefetch } from './prefetch.ts';
import {
  acknowledgements,
  bookmarks,
  contents,
  documents,
  highlights,
  notes,
  progress,
  type ProgressRow,
} from './rows.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
type Mine = Schemas['MineRead'];
type Change = Schemas['ChangesRead']['items'][number];

const CURSOR = 'library.changes';

interface Cursor {
  since: number;
  scope: string;
}

async function cursor(): Promise<Cursor> {
  const kept = await readCursor(CURSOR);
  return kept === undefined ? { since: 0, scope: '' } : (JSON.parse(kept) as Cursor);
}

/**
 * Brings the library's news to the phone: what the reader keeps, then the documents, so that one
 * already studied never stands among those to study for a moment.
 */
export async function syncLibrary(): Promise<Result<unknown>> {
  const mine = await bringMine();
  const changes = await bringChanges();
  if (changes.ok) void prefetch();
  return mine.ok ? changes : mine;
}

async function bringChanges(): Promise<Result<unknown>> {
  let { since, scope } = await cursor();
  /** After a reset: all there is; what is not among it goes, once everything has come. */
  let seen: Set<string> | null = null;
  for (;;) {
    const query = scope ? { since, scope } : { since };
    const answer = await ask(api.GET('/api/library/changes', { params: { query } }));
    if (!answer.ok) return answer;
    const { items, next_since, more, reset } = answer.data;
    if (reset) seen = new Set();
    for (const { id } of items) seen?.add(id);
    since = next_since;
    scope = answer.data.scope;
    // A reset that is not through leaves the old cursor: the next sync begins it again.
    await take(items, seen === null || !more ? { since, scope } : null);
    if (!more) break;
  }
  if (seen) await dropOthers(seen);
  return { ok: true, data: undefined, etag: null };
}

async function take(items: readonly Change[], next: Cursor | null): Promise<void> {
  await keepDocuments(items.flatMap(({ document }) => document ?? []));
  for (const { id, document } of items) if (document === null) await removeDocument(id);
  if (next) await writeCursor(CURSOR, JSON.stringify(next));
}

async function dropOthers(seen: ReadonlySet<string>): Promise<void> {
  for (const id of await documents.toCollection().primaryKeys())
    if (!seen.has(id)) await removeDocument(id);
}

async function bringMine(): Promise<Result<unknown>> {
  const before = await pending();
  const answer = await ask(api.GET('/api/library/mine'));
  if (!answer.ok) return answer;
  // What was sent while the server answered may not be in its answer yet.
  const busy = new Set([...before, ...(await pending())].map(({ path }) => path));
  await reconcile(answer.data, busy);
  return answer;
}

/** The server's picture, except where something of the phone's is still on its way. */
async function reconcile(mine: Mine, busy: ReadonlySet<string>): Promise<void> {
  const document = ({ document_id }: { document_id: string }) => document_id;
  const own = ({ id }: { id: string }) => id;
  await replace(bookmarks, mine.bookmarks, document, (id) => busy.has(paths.bookmark(id)));
  await replace(highlights, mine.highlights, own, (id) => busy.has(paths.highlight(id)));
  await replace(notes, mine.notes, own, (id) => busy.has(paths.note(id)));
  await replace(acknowledgements, mine.acknowledgements, document, (id) =>
    busy.has(paths.acknowledgement(id)),
  );
  const places = await Promise.all(mine.progress.map(withShare));
  await replace(progress, places, document, (id) => busy.has(paths.progress(id)));
}

async function replace<Row>(
  rows: Table<Row, string>,
  given: readonly Row[],
  keyOf: (row: Row) => string,
  isBusy: (key: string) => boolean,
): Promise<void> {
  await rows.db.transaction('rw', rows, async () => {
    const keys = new Set(given.map(keyOf));
    const known = await rows.toCollection().primaryKeys();
    const gone = known.filter((key) => !keys.has(key) && !isBusy(key));
    await rows.bulkDelete(gone);
    await rows.bulkPut(given.filter((row) => !isBusy(keyOf(row))));
  });
}

/** The server knows the place only: the share comes from this phone when it is the same place. */
async function withShare(given: Mine['progress'][number]): Promise<ProgressRow> {
  const kept = await progress.get(given.document_id);
  if (kept && kept.updated_at >= given.updated_at) return kept;
  const same = kept?.file_id === given.file_id && kept.block === given.block;
  return { ...given, share: same ? kept.share : await shareOf(given) };
}

async function shareOf({ document_id, file_id, block }: Mine['progress'][number]) {
  const blocks = (await contents.get(document_id))?.sections.flatMap((section) =>
    section.blocks.map(({ number }) => `${section.file_id}:${number}`),
  );
  if (!blocks || blocks.length === 0) return null;
  return Math.max(0, blocks.indexOf(`${file_id}:${block}`)) / blocks.length;
}
