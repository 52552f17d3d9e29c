import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asked, eyes, greeted, nothing, ok, refused } from '../../../tests/faces.ts';
import { Confirming, type Judge } from './confirming.svelte.ts';

const judge = {
  lookAtOwner: vi.fn<Judge['lookAtOwner']>(),
  confirmTurned: vi.fn<Judge['confirmTurned']>(),
  handIn: vi.fn<Judge['handIn']>(),
};
const stop = new AbortController();
const begun = () => {
  const run = new Confirming('m', 'scan', eyes, judge);
  void run.run(stop.signal);
  return run;
};
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  for (const call of Object.values(judge)) call.mockReset();
  judge.lookAtOwner.mockResolvedValue(ok(asked));
  judge.confirmTurned.mockResolvedValue(ok(greeted));
  judge.handIn.mockResolvedValue(ok({ items: [] }) as never);
});
afterEach(() => vi.useRealTimers());

test('says each turn when it is due, then hands the ticket in', async () => {
  const run = begun();
  await wait(500);
  expect([run.step, run.turn]).toEqual(['turning', null]);
  await wait(1_200);
  expect(run.turn).toBe('left');
  await wait(1_800);
  expect(run.turn).toBe('right');
  await wait(3_000);
  expect(run.step).toBe('done');
  expect(judge.confirmTurned.mock.calls[0]?.[3]).toHaveLength(13);
  expect(judge.handIn).toHaveBeenCalledExactlyOnceWith('m', greeted);
});

test('another face is told after three looks, and nothing is handed in', async () => {
  judge.lookAtOwner.mockResolvedValue(ok({ ...nothing, outcome: 'unknown' }));
  const run = begun();
  await wait(3_000);
  expect(run.step).toBe('unknown');
  expect(judge.lookAtOwner).toHaveBeenCalledTimes(3);
  expect(judge.handIn).not.toHaveBeenCalled();
});

test('what to do better is said while looking goes on', async () => {
  judge.lookAtOwner.mockResolvedValueOnce(ok({ ...nothing, hint: 'faces.too_dark' }));
  judge.lookAtOwner.mockImplementation(() => new Promise(() => undefined));
  const run = begun();
  await wait(1_000);
  expect([run.step, run.advice]).toEqual(['looking', 'faces.too_dark']);
});

test('a head that did not turn, and a refusal, wait for the person', async () => {
  judge.confirmTurned.mockResolvedValue(ok({ ...asked, outcome: 'not_turned' }));
  const still = begun();
  await wait(6_000);
  expect(still.step).toBe('not_turned');
  judge.lookAtOwner.mockResolvedValue(refused('faces.scan_first'));
  const late = begun();
  await wait(1_000);
  expect([late.step, late.problem]).toEqual(['failed', refused('faces.scan_first')]);
});
