import type { Failure } from '#api/client.ts';
import { rest } from '#lib/camera.svelte.ts';
import type { Eyes } from './camera.svelte.ts';
import * as calls from './desk.ts';
import { filmTurns, type Turn } from './turning.ts';

const FRAMES = 3;
const APART = 90;
const PAUSE = 400;
/** Looks that found another face before the person is told. */
const DOUBTS = 3;

/** What the screen shows: looking for the face, filming the turns, or what came of it. */
export type Step = 'looking' | 'turning' | 'done' | 'unknown' | 'not_turned' | 'failed';

/** What is asked of the server; in the app the room's own calls. */
export type Judge = Pick<typeof calls, 'lookAtOwner' | 'confirmTurned' | 'handIn'>;

/** Confirms one scan of the room's code by face: looks, asks to turn the head, hands the ticket in. */
export class Confirming {
  step = $state<Step>('looking');
  /** Code of what to do better. */
  advice = $state<string | null>(null);
  /** Which way to turn now; null while getting ready. */
  turn = $state<Turn | null>(null);
  problem = $state<Failure>();

  constructor(
    private readonly meeting: string,
    private readonly scan: string,
    private readonly eyes: Eyes,
    private readonly judge: Judge = calls,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    this.step = 'looking';
    this.advice = this.turn = null;
    this.problem = undefined;
    let doubts = 0;
    while (this.#goesOn(signal)) {
      await rest(PAUSE, signal);
      const frames = await this.eyes.burst(FRAMES, APART, signal);
      if (signal.aborted || frames.length < FRAMES) continue;
      const answer = await this.judge.lookAtOwner(this.meeting, this.scan, frames);
      if (!answer.ok) this.#fail(answer);
      else if (answer.data.token) await this.#watch(answer.data, answer.data.token, signal);
      else if (answer.data.outcome === 'unknown' && ++doubts >= DOUBTS) this.step = 'unknown';
      else this.advice = answer.data.hint;
    }
  }

  #goesOn(signal: AbortSignal): boolean {
    return !signal.aborted && this.step === 'looking';
  }

  async #watch(asked: calls.Look, token: string, signal: AbortSignal): Promise<void> {
    this.step = 'turning';
    const frames = await filmTurns(this.eyes, asked.turns, (turn) => (this.turn = turn), signal);
    if (signal.aborted) return;
    const answer = await this.judge.confirmTurned(this.meeting, this.scan, token, frames);
    if (!answer.ok) this.#fail(answer);
    else if (!answer.data.ticket) this.step = 'not_turned';
    else {
      const handed = await this.judge.handIn(this.meeting, answer.data);
      if (handed.ok) this.step = 'done';
      else this.#fail(handed);
    }
  }

  #fail(failure: Failure): void {
    this.problem = failure;
    this.step = 'failed';
  }
}
