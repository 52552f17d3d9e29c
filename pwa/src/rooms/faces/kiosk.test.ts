import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asked, away, eyes, greeted, nothing, ok, refused } from '../../../tests/faces.ts';
import type { Kiosk, Look, Match } from './desk.ts';
import { KioskRun, SHOWN, type KioskDesk } from './kiosk.svelte.ts';

const near: Look = { ...nothing, outcome: 'near' };
const kiosk = { id: 'k', meeting_id: 'm' } as Kiosk;
const match = { scan_id: 's1' } as Match;

const desk = {
  handIn: vi.fn<KioskDesk['handIn']>(),
  lastMatches: vi.fn<KioskDesk['lastMatches']>(),
  look: vi.fn<KioskDesk['look']>(),
  myKiosks: vi.fn<KioskDesk['myKiosks']>(),
  turn: vi.fn<KioskDesk['turn']>(),
  undo: vi.fn<KioskDesk['undo']>(),
  vouch: vi.fn<KioskDesk['vouch']>(),
};
let stop: () => void;
function open(): KioskRun {
  const run = new KioskRun('k', eyes, desk);
  stop = run.start();
  return run;
}
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  for (const call of Object.values(desk)) call.mockReset();
  desk.myKiosks.mockResolvedValue(ok({ items: [kiosk] }));
  desk.lastMatches.mockResolvedValue(ok({ items: [match] }));
  desk.look.mockImplementation((_, frames) =>
    Promise.resolve(ok(frames.length > 1 ? greeted : near)),
  );
  desk.handIn.mockResolvedValue(ok({ items: [] }) as never);
  desk.undo.mockResolvedValue(ok(match));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('somebody near is greeted for three seconds and handed in once', async () => {
  const run = open();
  await wait(400);
  expect(run.scene).toBe('answer');
  expect(run.answer?.seat).toBe('B12');
  desk.look.mockResolvedValue(ok(nothing));
  await wait(SHOWN);
  expect(run.scene).toBe('waiting');
  expect(run.answer).toBeUndefined();
  await wait(2_000);
  expect(desk.handIn).toHaveBeenCalledExactlyOnceWith('m', greeted);
});

test('a kiosk asks its own room when nobody else is given', () => {
  stop = () => undefined;
  expect(new KioskRun('k', eyes).scene).toBe('closed');
});

test('a ticket whose way was broken is sent again', async () => {
  desk.handIn.mockResolvedValueOnce(away).mockResolvedValueOnce(away);
  open();
  await wait(400);
  desk.look.mockResolvedValue(ok(nothing));
  await wait(SHOWN + 1_000);
  expect(desk.handIn).toHaveBeenCalledTimes(3);
});

test('who was undone before the ticket arrived is not handed in any more', async () => {
  desk.handIn.mockResolvedValue(away);
  const run = open();
  await wait(400);
  desk.look.mockResolvedValue(ok(nothing));
  await run.undo(match);
  desk.handIn.mockClear();
  await wait(SHOWN + 5_000);
  expect(desk.undo).toHaveBeenCalledExactlyOnceWith('k', 's1');
  expect(desk.handIn).not.toHaveBeenCalled();
});

test('the desk takes over while the server is away, and gives way when it is back', async () => {
  desk.look.mockResolvedValue(away);
  desk.myKiosks.mockResolvedValueOnce(ok({ items: [kiosk] })).mockResolvedValueOnce(away);
  const run = open();
  await wait(700);
  expect(run.scene).toBe('away');
  await wait(5_000);
  expect(run.scene).toBe('away');
  desk.look.mockResolvedValue(ok(nothing));
  await wait(5_000);
  expect(run.scene).toBe('waiting');
});

test('a kiosk that has ended is closed', async () => {
  desk.look.mockResolvedValue(refused('faces.kiosk_not_found', 404));
  desk.myKiosks.mockResolvedValueOnce(ok({ items: [kiosk] })).mockResolvedValue(ok({ items: [] }));
  const run = open();
  await wait(400);
  expect(run.scene).toBe('closed');
});

test('who did not turn and went away is forgotten; the attendant may vouch before that', async () => {
  desk.look.mockImplementation((_, frames) =>
    Promise.resolve(ok(frames.length > 1 ? asked : near)),
  );
  desk.turn.mockResolvedValue(ok({ ...asked, outcome: 'not_turned' }));
  const run = open();
  await wait(1_500);
  expect([run.scene, run.answer?.outcome, run.turning]).toEqual(['turning', 'turn', 'left']);
  await wait(4_000);
  expect([run.scene, run.answer?.outcome, run.turning]).toEqual(['turning', 'not_turned', null]);
  await wait(26_000);
  expect(desk.turn.mock.calls.length).toBeGreaterThan(1);
  desk.vouch.mockResolvedValue(ok(greeted));
  void run.vouch();
  await wait(100);
  expect(run.scene).toBe('answer');
  expect(desk.handIn).toHaveBeenCalledOnce();
});

test('who did not turn is asked once more, however often the attendant taps', async () => {
  desk.look.mockImplementation((_, frames) =>
    Promise.resolve(ok(frames.length > 1 ? asked : near)),
  );
  desk.turn.mockResolvedValue(ok({ ...asked, outcome: 'not_turned' }));
  const run = open();
  await wait(5_500);
  expect([run.answer?.outcome, desk.turn.mock.calls.length]).toEqual(['not_turned', 1]);
  desk.turn.mockResolvedValue(ok(greeted));
  void run.again();
  void run.again();
  expect(run.answer?.outcome).toBe('turn');
  await wait(5_500);
  expect([run.scene, desk.turn.mock.calls.length]).toEqual(['answer', 2]);
});
