import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OneAtATime } from '../../../../tests/locks.ts';
import { database } from '#offline/database.ts';
import { outbox, pending, flush } from '#offline/outbox.ts';
import { arrived, bodyOf, handOverAgain, keep, settle } from './keeping.ts';
import { drafts } from './rows.ts';

const MEETING = 'm1';
const NOTES = 'fields/items.i1.notes';
let bodies: Record<string, unknown>[] = [];
let network = true;

beforeEach(async () => {
  bodies = [];
  network = true;
  vi.stubGlobal('navigator', { locks: new OneAtATime() });
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    if (!network) return Promise.reject(new TypeError('no network'));
    bodies.push(JSON.parse(init.body as string) as Record<string, unknown>);
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  await database.open();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await database.delete();
});

/** As if the pause before sending were over. */
async function due(): Promise<void> {
  await outbox.toCollection().modify({ next_at: 0 });
  await flush();
}

describe('what somebody writes', () => {
  it('stands on the phone before anything is sent', async () => {
    network = false;
    await keep(MEETING, NOTES, { value: 'Một' }, { value: '' });
    expect((await drafts.get(`${MEETING}/${NOTES}`))?.values).toEqual({ value: 'Một' });
    expect(await pending()).toHaveLength(1);
  });

  it('goes out once for many pauses, with the base the first of them saw', async () => {
    network = false;
    await keep(MEETING, NOTES, { value: 'Một' }, { value: 'cũ' });
    await keep(MEETING, NOTES, { value: 'Một hai' }, { value: 'Một' });
    network = true;
    await due();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({ value: 'Một hai', base: 'cũ', step: 2 });
  });

  it('goes on as steps of one line while the record does not show it', async () => {
    await keep(MEETING, NOTES, { value: 'Một' }, { value: '' });
    await due();
    await keep(MEETING, NOTES, { value: 'Một hai' }, { value: 'Một' });
    await due();
    expect(bodies.map(({ step }) => step)).toEqual([1, 2]);
    expect(new Set(bodies.map(({ line }) => line)).size).toBe(1);
  });

  it('begins a new line on the text the record showed', async () => {
    await keep(MEETING, NOTES, { value: 'Một' }, { value: '' });
    await due();
    await settle(await arrived(MEETING));
    await keep(MEETING, NOTES, { value: 'Một của thư ký, hai' }, { value: 'Một của thư ký' });
    await due();
    expect(bodies[1]).toMatchObject({ base: 'Một của thư ký', step: 1 });
    expect(bodies[1]?.line).not.toBe(bodies[0]?.line);
  });

  it('changes one part without taking back another that was written a moment before', async () => {
    const task = { text: '', assignee_id: null, due_on: null };
    await keep(MEETING, 'assignments/a1', { text: 'Mở lớp' }, task);
    await keep(MEETING, 'assignments/a1', { assignee_id: 'm7' }, task);
    const { values, base } = (await drafts.get(`${MEETING}/assignments/a1`)) ?? {};
    expect(values).toEqual({ text: 'Mở lớp', assignee_id: 'm7', due_on: null });
    expect(base).toEqual(task);
  });

  it('stays a draft when it was written on while the record was fetched', async () => {
    await keep(MEETING, NOTES, { value: 'Một' }, { value: '' });
    await due();
    const shown = await arrived(MEETING);
    await keep(MEETING, NOTES, { value: 'Một hai' }, { value: 'Một' });
    await settle(shown);
    expect((await drafts.get(`${MEETING}/${NOTES}`))?.values).toEqual({ value: 'Một hai' });
  });

  it('has not arrived while it waits in the outbox', async () => {
    network = false;
    await keep(MEETING, NOTES, { value: 'Một' }, { value: '' });
    expect(await arrived(MEETING)).toEqual([]);
  });

  it('is handed over again, as the same write, after the phone died in between', async () => {
    network = false;
    await keep(MEETING, NOTES, { value: 'Một' }, { value: '' });
    const before = (await pending())[0]?.body;
    await outbox.clear();
    await drafts.toCollection().modify({ queued: 0 });
    await handOverAgain();
    expect((await pending())[0]?.body).toEqual(before);
  });
});

it('parts with several values send their base whole, fields the one value', () => {
  const draft = {
    key: '',
    meeting_id: MEETING,
    line: 'l',
    step: 1,
    write_id: 'w',
    queued: 0,
    settles: [],
    phone_at: '',
  };
  const opinion = { text: 'a', position: 0 };
  expect(bodyOf({ ...draft, part: 'opinions/o', values: opinion, base: opinion }, 7)).toMatchObject(
    { text: 'a', base: opinion, clock_off: 7 },
  );
  expect(
    bodyOf({ ...draft, part: 'fields/x', values: { value: 'b' }, base: { value: 'a' } }, null),
  ).toMatchObject({ value: 'b', base: 'a' });
});
