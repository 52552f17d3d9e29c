import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '#api/client.ts';
import { database } from './database.ts';
import { dropSnapshot, keepSnapshot, keepSnapshots, snapshot } from './snapshots.ts';

const answer = <T>(data: T): Promise<Result<T>> => Promise.resolve({ ok: true, data, etag: null });
const nothing: Promise<Result<never>> = Promise.resolve({ ok: false, network: 'offline' });

beforeEach(async () => {
  await database.table('snapshots').clear();
});

describe('an answer kept whole', () => {
  it('is there until a newer one comes', async () => {
    await keepSnapshot('me.card', answer({ name: 'An' }));
    await keepSnapshot('me.card', answer({ name: 'Lò Thị An' }));
    expect((await snapshot('me.card'))?.data).toEqual({ name: 'Lò Thị An' });
  });

  it('stays when the server cannot be reached', async () => {
    await keepSnapshot('me.card', answer('An'));
    expect(await keepSnapshot('me.card', nothing)).toEqual({ ok: false, network: 'offline' });
    expect((await snapshot('me.card'))?.data).toBe('An');
  });

  it('is kept although another of the same round failed, and the failure is told', async () => {
    const round = [keepSnapshot('a', nothing), keepSnapshot('b', answer(1))];
    expect(await keepSnapshots(round)).toEqual({ ok: false, network: 'offline' });
    expect((await snapshot('b'))?.data).toBe(1);
  });

  it('that the phone has no room for is no answer, and says why', async () => {
    const full = new DOMException('full', 'QuotaExceededError');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw full;
    });
    const kept = await keepSnapshot('me.card', answer('An'));
    put.mockRestore();
    expect(kept).toMatchObject({ ok: false, problem: { code: 'phone.not_kept' } });
    expect(await snapshot('me.card')).toBeUndefined();
  });

  it('can be given up', async () => {
    await keepSnapshot('home.codes', answer(1));
    await dropSnapshot('home.codes');
    expect(await snapshot('home.codes')).toBeUndefined();
  });
});
