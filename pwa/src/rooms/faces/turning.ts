import { rest } from '#lib/camera.svelte.ts';
import type { Eyes } from './camera.svelte.ts';
import type { Look } from './desk.ts';

export type Turn = Look['turns'][number];

/** Frames of one burst, the time between two (ms), and how long the person gets to read what is asked. */
const FRAMES = 14;
const APART = 260;
const READY = 900;

/** Films a head that turns as asked, saying each turn when it is due; the first frames and the last look ahead. */
export async function filmTurns(
  eyes: Eyes,
  turns: readonly Turn[],
  say: (turn: Turn | null) => void,
  signal: AbortSignal,
): Promise<Blob[]> {
  say(null);
  await rest(READY, signal);
  const frames: Blob[] = [...(await eyes.burst(1, APART, signal))];
  const each = Math.floor((FRAMES - 1) / turns.length);
  for (const turn of turns) {
    say(turn);
    for (let number = 0; number < each; number += 1) {
      await rest(APART, signal);
      frames.push(...(await eyes.burst(1, APART, signal)));
    }
  }
  return frames;
}
