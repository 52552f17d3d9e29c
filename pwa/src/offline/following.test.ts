import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { database } from './database.ts';
import { follow } from './following.ts';
import { keepSnapshot, snapshot } from './snapshots.ts';

const PATIENCE = { timeout: 5_000 };
const say = (data: string) => keepSnapshot('a', Promise.resolve({ ok: true, data, etag: null }));
const read = async () => (await snapshot<string>('a'))?.data;
let stop: () => void = () => undefined;

beforeEach(() => database.table('snapshots').clear());
afterEach(() => {
  stop();
});

function followed(query: () => Promise<string | undefined>) {
  const told: (string | undefined)[] = [];
  const error = vi.fn();
  stop = follow(query, { next: (value) => told.push(value), error });
  return { told, error };
}

it('tells what is there, and each change', async () => {
  const { told } = followed(read);
  await vi.waitFor(() => expect(told).toEqual([undefined]));
  await say('một');
  await vi.waitFor(() => expect(told.at(-1)).toBe('một'));
});

// Dexie is silent after these two: https://github.com/dexie/Dexie.js, `liveQuery`
it.each(['AbortError', 'DatabaseClosedError', 'UnknownError'])(
  'asks again after a query that failed with %s, and goes on from there',
  async (name) => {
    let broken = 1;
    const { told, error } = followed(async () => {
      const value = await read();
      if (broken-- > 0) throw new DOMException('away', name);
      return value;
    });
    await vi.waitFor(() => expect(told).toEqual([undefined]), PATIENCE);
    expect(error).toHaveBeenCalledOnce();
    await say('hai');
    await vi.waitFor(() => expect(told.at(-1)).toBe('hai'), PATIENCE);
    broken = 1;
    await say('ba');
    await vi.waitFor(() => expect(told.at(-1)).toBe('ba'), PATIENCE);
  },
);

it('says nothing and asks nothing once it is stopped', async () => {
  const query = vi.fn(() => Promise.reject<string>(new DOMException('away', 'AbortError')));
  const { told, error } = followed(query);
  await vi.waitFor(() => expect(error).toHaveBeenCalled());
  stop();
  const asked = query.mock.calls.length;
  await new Promise((done) => setTimeout(done, 800));
  expect([query.mock.calls.length, told]).toEqual([asked, []]);
});
