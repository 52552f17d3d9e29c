import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { enqueue, flush, pending } from '#offline/outbox.ts';
import { aPaper, aText, network, type Asked } from '../../../tests/papers.ts';
import { keepProgress, setBookmark } from './marks.ts';
import { openDocument } from './open.ts';
import { goodConnection, wanted } from './prefetch.ts';
import { acknowledgements, bookmarks, contents, documents, progress } from './rows.ts';
import { syncLibrary } from './sync.ts';

interface Feed {
  items: { id: string; changed: number; document: unknown }[];
  next_since: number;
  more: boolean;
  scope: string;
  reset: boolean;
}
const NOTHING = { bookmarks: [], highlights: [], notes: [], progress: [], acknowledgements: [] };

/** A server with the given pieces of the feed, by `since`, and what the reader keeps there. */
function server(feeds: Record<string, Feed>, mine: object = NOTHING) {
  return network(({ path, query, method }: Asked) => {
    if (method !== 'GET') return undefined;
    if (path === '/api/library/mine') return { status: 200, body: mine };
    if (path === '/api/library/changes') {
      return { status: 200, body: feeds[query.get('since') ?? ''] };
    }
    return undefined;
  });
}
const entry = (id: string, changed = 1, given = {}) => ({
  id,
  changed,
  document: aPaper(id, { changed, ...given }),
});
const feed = (items: Feed['items'], next_since: number, more = false, reset = false): Feed => ({
  items,
  next_since,
  more,
  scope: 's1',
  reset,
});
const ids = () => documents.toCollection().primaryKeys();

beforeEach(async () => {
  await database.open();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
});

describe('news of the library', () => {
  it('comes piece by piece and goes on where it stopped', async () => {
    const asked = server({
      '0': feed([entry('a', 1)], 1, true, true),
      '1': feed([entry('b', 2)], 2),
      '2': feed([entry('a', 3, { title: 'Tên mới' })], 3),
    });
    expect((await syncLibrary()).ok).toBe(true);
    expect(await ids()).toEqual(['a', 'b']);
    await syncLibrary();
    expect((await documents.get('a'))?.title).toBe('Tên mới');
    const questions = asked.filter(({ path }) => path.endsWith('/changes'));
    expect(questions.map(({ query }) => query.toString())).toEqual([
      'since=0',
      'since=1&scope=s1',
      'since=2&scope=s1',
    ]);
  });

  it('stands in the lists at once, and never with a paper already studied', async () => {
    const shown: string[][] = [];
    const list = liveQuery(async () => {
      const studied = await acknowledgements.toCollection().primaryKeys();
      return (await ids()).filter((id) => !studied.includes(id));
    }).subscribe((papers) => void shown.push(papers));
    server(
      { '0': feed([entry('a', 1), entry('b', 2), entry('c', 3)], 3, false, true) },
      {
        ...NOTHING,
        acknowledgements: [{ document_id: 'b', created_at: '2026-11-01T00:00:00Z' }],
      },
    );
    await syncLibrary();
    await vi.waitFor(() => expect(shown.at(-1)).toEqual(['a', 'c']));
    list.unsubscribe();
    // The same list may be told twice: what stands there does not move for it.
    const lists = new Set(shown.filter((papers) => papers.length > 0).map(String));
    expect([...lists]).toEqual(['a,c']);
  });

  it('takes a withdrawn paper from the phone, text and all', async () => {
    server({
      '0': feed([entry('a')], 1, false, true),
      '1': feed([{ id: 'a', changed: 2, document: null }], 2),
    });
    await syncLibrary();
    await contents.put(aText('a', ['Chữ']));
    vi.stubGlobal('caches', { open: () => Promise.resolve({ delete: () => true }) });
    await syncLibrary();
    expect(await ids()).toEqual([]);
    expect(await contents.count()).toBe(0);
  });

  it('drops what is no longer the reader’s after a reset, but only once all has come', async () => {
    vi.stubGlobal('caches', { open: () => Promise.resolve({ delete: () => true }) });
    await documents.bulkPut([aPaper('old'), aPaper('a')]);
    server({ '0': feed([entry('a')], 1, true, true) });
    await expect(syncLibrary()).rejects.toThrow();
    expect(await ids()).toEqual(['a', 'old']);
    server({ '0': feed([entry('a')], 1, true, true), '1': feed([entry('b')], 2) });
    vi.stubGlobal('caches', { open: () => Promise.resolve({ delete: () => true }) });
    await syncLibrary();
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('leaves everything as it is without a network', async () => {
    await documents.put(aPaper('a'));
    network(() => undefined);
    expect(await syncLibrary()).toEqual({ ok: false, network: 'offline' });
    expect(await ids()).toEqual(['a']);
  });
});

describe('what the reader keeps elsewhere', () => {
  it('replaces the phone’s picture, except what is still on its way', async () => {
    await bookmarks.put({ document_id: 'gone', created_at: '2026-01-01T00:00:00Z' });
    server(
      { '0': feed([], 0) },
      { ...NOTHING, bookmarks: [{ document_id: 'b', created_at: '2026-02-01T00:00:00Z' }] },
    );
    await setBookmark('mine', true);
    await syncLibrary();
    expect(await bookmarks.toCollection().primaryKeys()).toEqual(['b', 'mine']);
  });

  it('leaves a place the server has not been told yet', async () => {
    server({ '0': feed([], 0) });
    const place = { document_id: 'a', file_id: 'f', block: 8, share: 0.4 };
    await keepProgress(place, Date.now() + 20_000);
    await syncLibrary();
    expect(await progress.get('a')).toMatchObject(place);
  });

  it('leaves what was sent while the server was still answering', async () => {
    network(({ path, method }) => {
      if (method === 'PUT') return { status: 200, body: {} };
      if (path.endsWith('/changes')) return { status: 200, body: feed([], 0) };
      // The server looked before the bookmark arrived; the phone sends it before the answer is here.
      return flush().then(() => ({ status: 200, body: NOTHING }));
    });
    await bookmarks.put({ document_id: 'mine', created_at: '2026-01-01T00:00:00Z' });
    const path = '/api/library/documents/mine/bookmark';
    await enqueue({ method: 'PUT', path, room: 'library', label_key: 'library.sends_bookmark' });
    await syncLibrary();
    expect(await pending()).toEqual([]);
    expect(await bookmarks.toCollection().primaryKeys()).toEqual(['mine']);
  });

  it('takes a later place of another phone and works out its share', async () => {
    await contents.put(aText('a', ['Một', 'Hai', 'Ba', 'Bốn']));
    const here = { document_id: 'a', file_id: 'f', block: 1, share: 0.3 };
    await progress.put({ ...here, updated_at: '2026-11-01T00:00:00Z' });
    const place = { document_id: 'a', file_id: 'f', block: 2, updated_at: '2026-11-02T00:00:00Z' };
    server({ '0': feed([], 0) }, { ...NOTHING, progress: [place] });
    await syncLibrary();
    expect(await progress.get('a')).toEqual({ ...place, share: 0.5 });
    await progress.put({ ...here, updated_at: '2026-11-03T00:00:00Z' });
    await syncLibrary();
    expect(await progress.get('a')).toMatchObject({ block: 1, share: 0.3 });
  });
});

describe('opening a paper', () => {
  it('keeps its text, and asks for it again only when it changed', async () => {
    let changed = 1;
    const asked = network(({ path }) =>
      path.endsWith('/content')
        ? { status: 200, body: aText('a', [`Bản ${changed}`], changed) }
        : { status: 200, body: aPaper('a', { changed }) },
    );
    await openDocument('a');
    await openDocument('a');
    expect(asked.filter(({ path }) => path.endsWith('/content'))).toHaveLength(1);
    changed = 2;
    await openDocument('a');
    expect((await contents.get('a'))?.sections[0]?.blocks[0]?.text).toBe('Bản 2');
  });

  it('forgets a paper that is no longer there', async () => {
    vi.stubGlobal('caches', { open: () => Promise.resolve({ delete: () => true }) });
    await documents.put(aPaper('a'));
    await contents.put(aText('a', ['Chữ']));
    network(() => ({ status: 404, body: { code: 'library.document_not_found', params: {} } }));
    expect((await openDocument('a')).ok).toBe(false);
    expect([await documents.count(), await contents.count()]).toEqual([0, 0]);
  });
});

describe('fetching in advance', () => {
  it('wants papers to study and kept ones whose text is missing or old', async () => {
    await documents.bulkPut([
      aPaper('study', { study_by_on: '2026-12-01' }),
      aPaper('studied', { study_by_on: '2026-12-01' }),
      aPaper('kept', { changed: 4 }),
      aPaper('plain'),
      aPaper('here', { study_by_on: '2026-12-01', changed: 2 }),
    ]);
    await acknowledgements.put({ document_id: 'studied', created_at: '2026-11-01T00:00:00Z' });
    await bookmarks.put({ document_id: 'kept', created_at: '2026-11-01T00:00:00Z' });
    await contents.bulkPut([aText('kept', ['cũ'], 3), aText('here', ['mới'], 2)]);
    expect((await wanted()).map(({ id }) => id).sort()).toEqual(['kept', 'study']);
  });

  it('spares people who save data or have a slow network', () => {
    expect(goodConnection({ onLine: true })).toBe(true);
    expect(goodConnection({ onLine: false })).toBe(false);
    expect(goodConnection({ onLine: true, connection: { saveData: true } })).toBe(false);
    expect(goodConnection({ onLine: true, connection: { effectiveType: '3g' } })).toBe(false);
  });
});
