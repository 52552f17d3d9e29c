import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { flush, pending } from '#offline/outbox.ts';
import { aPaper, network } from '../../../tests/papers.ts';
import {
  acknowledge,
  keepProgress,
  putHighlight,
  putNote,
  removeHighlight,
  rewriteNote,
  sendProgress,
  setBookmark,
  UNDO_WINDOW,
} from './marks.ts';
import { acknowledgements, bookmarks, documents, highlights, notes, progress } from './rows.ts';
import { Keeper } from './reader/keeper.ts';

const offline = () => undefined;
const done = () => ({ status: 200, body: {} });
const waiting = async () =>
  (await pending()).map(({ method, path, body }) => ({ method, path, body }));

beforeEach(async () => {
  await database.open();
  await documents.put(aPaper('d'));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
});

describe('what a reader keeps', () => {
  it('is on the phone at once and goes to the server', async () => {
    const asked = network(done);
    expect(await setBookmark('d', true)).toEqual({ state: 'sent' });
    expect(await bookmarks.get('d')).toBeDefined();
    expect(asked).toMatchObject([{ method: 'PUT', path: '/api/library/documents/d/bookmark' }]);
  });

  it('waits without a network, named by the number-symbol; taking it back replaces it', async () => {
    network(offline);
    expect((await setBookmark('d', true)).state).toBe('waiting');
    expect((await pending())[0]).toMatchObject({
      label_key: 'library.sends_bookmark',
      label_values: { title: '05-NQ/ĐU' },
    });
    await setBookmark('d', false);
    expect(await waiting()).toEqual([
      { method: 'DELETE', path: '/api/library/documents/d/bookmark', body: undefined },
    ]);
    expect(await bookmarks.count()).toBe(0);
  });

  it('keeps both when a note was changed in another window meanwhile', async () => {
    network(offline);
    const place = { document_id: 'd', file_id: 'f', block: 3 };
    const { id } = await putNote({ ...place, text: 'Hỏi bí thư' });
    expect(await rewriteNote({ ...place, id, text: 'Hỏi bí thư tuần sau' }, 'Hỏi bí thư')).toBe(
      false,
    );
    expect(await rewriteNote({ ...place, id, text: 'Đã hỏi' }, 'Hỏi bí thư')).toBe(true);
    expect((await notes.toArray()).map(({ text }) => text).sort()).toEqual([
      'Hỏi bí thư tuần sau',
      'Đã hỏi',
    ]);
  });

  it('sends one highlight in its last colour', async () => {
    network(offline);
    const place = { document_id: 'd', file_id: 'f', block: 3, start: 5, end: 20 };
    const row = await putHighlight({ ...place, color: 'yellow' });
    await putHighlight({ ...row, color: 'green' });
    await vi.waitFor(async () => {
      expect(await waiting()).toEqual([
        {
          method: 'PUT',
          path: `/api/library/highlights/${row.id}`,
          body: { ...place, color: 'green' },
        },
      ]);
    });
    expect((await highlights.toArray()).map(({ color }) => color)).toEqual(['green']);
    await removeHighlight(row);
    expect(await highlights.count()).toBe(0);
    expect((await waiting()).map(({ method }) => method)).toEqual(['DELETE']);
  });

  it('keeps new words for a note under the same id', async () => {
    network(offline);
    const note = await putNote({ document_id: 'd', file_id: null, block: null, text: 'Một' });
    await putNote({ ...note, text: 'Hai' });
    expect((await notes.toArray()).map(({ text }) => text)).toEqual(['Hai']);
    await vi.waitFor(async () => {
      expect((await waiting()).map(({ body }) => body)).toEqual([
        { document_id: 'd', file_id: null, block: null, text: 'Hai' },
      ]);
    });
  });

  it('tells the place with the moment the phone noted it', async () => {
    network(offline);
    await keepProgress({ document_id: 'd', file_id: 'f', block: 7, share: 0.4 }, 0);
    await sendProgress('d');
    const kept = await progress.get('d');
    expect(kept).toMatchObject({ block: 7, share: 0.4 });
    expect((await waiting())[0]?.body).toEqual({ file_id: 'f', block: 7, at: kept?.updated_at });
  });
});

describe('"I have studied this"', () => {
  it('stays on the phone while it can be taken back', async () => {
    const asked = network(done);
    const undo = await acknowledge('d');
    await flush();
    expect(asked.filter(({ method }) => method === 'PUT')).toEqual([]);
    expect(await acknowledgements.get('d')).toBeDefined();
    expect(await undo()).toBe(true);
    expect(await acknowledgements.count()).toBe(0);
    expect(await pending()).toEqual([]);
  });

  it('goes after the window, and then cannot be taken back', async () => {
    const asked = network(done);
    const undo = await acknowledge('d');
    const later = Date.now() + UNDO_WINDOW + 1;
    vi.spyOn(Date, 'now').mockReturnValue(later);
    await flush();
    expect(asked.map(({ path }) => path)).toContain('/api/library/documents/d/acknowledgement');
    expect(await undo()).toBe(false);
    expect(await acknowledgements.get('d')).toBeDefined();
  });
});

describe('the reader’s place', () => {
  it('is not moved by opening a paper', async () => {
    network(offline);
    const keeper = new Keeper(() => 'd');
    keeper.moved({ file_id: 'f', block: 0, share: 0.1 });
    await keeper.leave();
    expect(await progress.count()).toBe(0);
    expect(await pending()).toEqual([]);
  });

  it('is kept and told when the reader leaves, once', async () => {
    network(offline);
    const keeper = new Keeper(() => 'd');
    keeper.moved({ file_id: 'f', block: 0, share: 0.1 });
    keeper.moved({ file_id: 'f', block: 4, share: 0.5 });
    keeper.moved({ file_id: 'f', block: 9, share: 0.8 });
    await keeper.leave();
    await keeper.leave();
    expect(await progress.get('d')).toMatchObject({ block: 9, share: 0.8 });
    expect(await waiting()).toMatchObject([
      { method: 'PUT', path: '/api/library/documents/d/progress', body: { block: 9 } },
    ]);
  });
});
