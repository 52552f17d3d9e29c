import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '#api/client.ts';
import { away, eyes as open, ok, refused } from '../../../tests/faces.ts';
import type { Enrolled, Hints } from './desk.ts';
import { FRAMES, Guidance } from './guidance.svelte.ts';

const eyes = { ...open, grab: vi.fn(open.grab) };
const enrolled: Enrolled = {
  template: { enrolled_at: '2026-11-22T08:00:00Z', engine: 'e', standing: 'active', bytes: 540 },
  replaced: false,
};
const busy = refused('faces.engine_away', 503);
const says = (...hints: Hints['hints']) => ok<Hints>({ hints, box: null });

const judge = {
  hint: vi.fn<(meeting: string, frame: Blob) => Promise<Result<Hints>>>(),
  enrol: vi.fn<(meeting: string, frames: readonly Blob[]) => Promise<Result<Enrolled>>>(),
};
let stop: AbortController;
const guide = () => {
  const guidance = new Guidance('m', eyes, judge);
  void guidance.run(stop.signal);
  return guidance;
};
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  judge.hint.mockReset().mockResolvedValue(says());
  judge.enrol.mockReset().mockResolvedValue(ok(enrolled));
  eyes.grab.mockClear();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

test('a face that is well there is enrolled once, in a few seconds', async () => {
  const guidance = guide();
  await wait(2_000);
  expect(guidance.done).toEqual(enrolled);
  expect(judge.enrol).toHaveBeenCalledOnce();
  expect(judge.enrol.mock.calls[0]?.[1]).toHaveLength(FRAMES);
  await wait(10_000);
  expect(judge.hint).toHaveBeenCalledTimes(2);
});

test('what to do better is said first, and two good looks in a row are needed', async () => {
  judge.hint
    .mockResolvedValueOnce(says('faces.too_dark', 'faces.tilted'))
    .mockResolvedValueOnce(says())
    .mockResolvedValueOnce(says('faces.too_far'));
  const guidance = guide();
  await wait(0);
  expect(guidance.advice).toBe('faces.too_dark');
  await wait(350);
  expect(guidance.advice).toBeNull();
  await wait(350);
  expect(guidance.advice).toBe('faces.too_far');
  expect(judge.enrol).not.toHaveBeenCalled();
  await wait(2_000);
  expect(guidance.done).toEqual(enrolled);
});

test('who moved in the last moment is guided on; who moves always is told so', async () => {
  judge.enrol.mockResolvedValueOnce(refused('faces.blurred'));
  const guidance = guide();
  await wait(5_000);
  expect(guidance.done).toEqual(enrolled);
  judge.enrol.mockResolvedValue(refused('faces.not_one_person'));
  void guidance.run(stop.signal);
  await wait(20_000);
  expect(guidance.problem).toEqual(refused('faces.not_one_person'));
  expect(judge.enrol).toHaveBeenCalledTimes(2 + 5);
});

test('a busy server is waited for, not for ever; trying again begins anew', async () => {
  judge.hint.mockResolvedValueOnce(busy).mockResolvedValueOnce(away);
  const guidance = guide();
  await wait(10_000);
  expect(guidance.done).toEqual(enrolled);
  judge.hint.mockResolvedValue(busy);
  void guidance.run(stop.signal);
  await wait(10_000);
  expect(guidance.problem).toEqual(busy);
  expect(judge.hint).toHaveBeenCalledTimes(4 + 3);
});

test('a consent that was withdrawn meanwhile ends it at once', async () => {
  judge.hint.mockResolvedValue(refused('faces.no_consent'));
  const guidance = guide();
  await wait(5_000);
  expect(guidance.problem).toEqual(refused('faces.no_consent'));
  expect(judge.hint).toHaveBeenCalledOnce();
});

test('nothing is asked while the camera shows nothing, and nothing after the screen closed', async () => {
  eyes.grab.mockResolvedValueOnce(undefined).mockResolvedValueOnce(undefined);
  judge.hint.mockResolvedValue(says('faces.no_face'));
  guide();
  await wait(600);
  expect(judge.hint).not.toHaveBeenCalled();
  await wait(350);
  expect(judge.hint).toHaveBeenCalledOnce();
  stop.abort();
  await wait(5_000);
  expect(judge.hint).toHaveBeenCalledOnce();
});
