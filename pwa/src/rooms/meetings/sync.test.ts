import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '#offline/database.ts';
import { enqueue } from '#offline/outbox.ts';
import { aMeeting } from '../../../tests/meetings.ts';
import { network, type Asked } from '../../../tests/papers.ts';
import { answerPath } from './paths.ts';
import { plans, storedReasons } from './rows.ts';
import { keepMeeting, openMeeting, syncMeetings, takeMeeting } from './sync.ts';

interface Feed {
  items: { id: string; changed: number; meeting: unknown }[];
  next_since: number;
  more: boolean;
  scope: string;
  reset: boolean;
  reasons: { code: string; title: string }[];
}
const REASONS = [{ code: 'sick', title: 'Ốm đau, điều trị' }];
const feed = (items: Feed['items'], next_since: number, given: Partial<Feed> = {}): Feed => ({
  items,
  next_since,
  more: false,
  scope: 's1',
  reset: false,
  reasons: REASONS,
  ...given,
});
const entry = (id: string, changed = 1, given = {}) => ({
  id,
  changed,
  meeting: aMeeting(id, given),
});
const server = (feeds: Record<string, Feed>) =>
  network(({ path, query }: Asked) =>
    path === '/api/meetings/mine'
      ? { status: 200, body: feeds[query.get('since') ?? ''] }
      : undefined,
  );
const ids = () => plans.toCollection().primaryKeys();

beforeEach(async () => {
  await database.open();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
});

describe('news of meetings', () => {
  it('comes piece by piece, goes on where it stopped, and takes away what no longer concerns', async () => {
    server({
      '0': feed([entry('a')], 1, { more: true, reset: true }),
      '1': feed([entry('b', 2)], 2),
      '2': feed([{ id: 'a', changed: 3, meeting: null }, entry('b', 4, { place: 'Xã' })], 4),
    });
    expect((await syncMeetings()).ok).toBe(true);
    expect(await ids()).toEqual(['a', 'b']);
    expect(await storedReasons()).toEqual(REASONS);
    expect((await syncMeetings()).ok).toBe(true);
    expect(await ids()).toEqual(['b']);
    expect((await plans.get('b'))?.place).toBe('Xã');
  });

  it('starts over when the server says so, and drops the rest only when all has come', async () => {
    await plans.put(aMeeting('old'));
    server({ '0': feed([entry('new')], 9, { reset: true }) });
    await syncMeetings();
    expect(await ids()).toEqual(['new']);
  });

  it('leaves an own answer alone that is still on its way', async () => {
    const own = aMeeting('a').own;
    await plans.put(aMeeting('a', { own: own && { ...own, answer: 'coming' } }));
    await enqueue({
      method: 'PUT',
      path: answerPath('a'),
      room: 'meetings',
      label_key: 'meetings.answer_label',
    });
    await keepMeeting(aMeeting('a', { place: 'Nơi mới' }));
    expect(await plans.get('a')).toMatchObject({ place: 'Nơi mới', own: { answer: 'coming' } });
  });

  it('is never older than what a verb has answered meanwhile, and newer again after it', async () => {
    await plans.put(aMeeting('late', { state: 'planned' }));
    let release: () => void = () => undefined;
    const held = new Promise<void>((done) => (release = done));
    const before = aMeeting('late', { state: 'planned' });
    let onTheirWay = 0;
    vi.stubGlobal('fetch', async (request: Request) => {
      onTheirWay += 1;
      await held;
      const mine = request.url.includes('/mine');
      return Response.json(mine ? feed([], 1, { reset: true }) : before);
    });
    const asked = [openMeeting('late'), syncMeetings()];
    await vi.waitFor(() => expect(onTheirWay).toBe(2));
    await takeMeeting(aMeeting('late', { state: 'published' }), true);
    release();
    await Promise.all(asked);
    expect((await plans.get('late'))?.state).toBe('published');
    vi.stubGlobal('fetch', () =>
      Promise.resolve(Response.json(aMeeting('late', { state: 'cancelled' }))),
    );
    await openMeeting('late');
    expect((await plans.get('late'))?.state).toBe('cancelled');
  });
});
