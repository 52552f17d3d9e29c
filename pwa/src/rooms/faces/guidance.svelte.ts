import type { Failure } from '#api/client.ts';
import { rest } from '#lib/camera.svelte.ts';
import { enrol, hint, type Enrolled } from './desk.ts';
import type { Eyes } from './camera.svelte.ts';

/** Good pictures in a row before it begins by itself, and the pause between two looks (ms). */
const GOOD = 2;
const PAUSE = 350;
/** Frames of one enrolment, so many milliseconds apart, and how often somebody who moved is guided on. */
export const FRAMES = 3;
const APART = 250;
const TRIES = 5;
/** Answers that did not come before the person is asked what to do, and how long to wait for the next (ms). */
const FAILURES = 3;
const LATER = 2_000;

/** What is asked of the server; in the app the room's own calls. */
export interface Judge {
  hint: typeof hint;
  enrol: typeof enrol;
}

/** Guides a face to a good place before the camera and enrols it: looks, says what to do better, takes three frames. */
export class Guidance {
  /** Code of what to do better; null when it is good and three frames are being taken. */
  advice = $state<string | null>('');
  problem = $state<Failure>();
  done = $state<Enrolled>();
  #good = 0;
  #tries = 0;
  #failures = 0;

  constructor(
    private meeting: string,
    private eyes: Eyes,
    private judge: Judge = { hint, enrol },
  ) {}

  /** Goes on until the face is enrolled, something is wrong that the person has to know, or the signal ends it. */
  async run(signal: AbortSignal): Promise<void> {
    this.problem = this.done = undefined;
    this.advice = '';
    this.#good = this.#tries = this.#failures = 0;
    while (!this.#isOver(signal)) {
      await this.#look(signal);
      if (!this.#isOver(signal)) await rest(this.#failures > 0 ? LATER : PAUSE, signal);
    }
  }

  #isOver(signal: AbortSignal): boolean {
    return signal.aborted || this.done !== undefined || this.problem !== undefined;
  }

  async #look(signal: AbortSignal): Promise<void> {
    const frame = await this.eyes.grab();
    if (!frame) return;
    const answer = await this.judge.hint(this.meeting, frame);
    if (!answer.ok) {
      this.#fail(answer);
      return;
    }
    this.#failures = 0;
    const [first] = answer.data.hints;
    this.#good = first ? 0 : this.#good + 1;
    this.advice = first ?? null;
    if (this.#good >= GOOD) await this.#take(signal);
  }

  /** Somebody who moved in the last moment is guided on, a few times; anything else is told and waits. */
  async #take(signal: AbortSignal): Promise<void> {
    this.#good = 0;
    this.#tries += 1;
    const frames = await this.eyes.burst(FRAMES, APART, signal);
    if (signal.aborted || frames.length < FRAMES) return;
    const answer = await this.judge.enrol(this.meeting, frames);
    if (answer.ok) this.done = answer.data;
    else if ('problem' in answer && answer.problem.status === 409 && this.#tries < TRIES)
      this.advice = answer.problem.code;
    else this.#fail(answer);
  }

  /** A server that is busy, or a network that is away for a moment, is waited for; a refusal is not. */
  #fail(failure: Failure): void {
    const passing = 'network' in failure || failure.problem.status >= 500;
    this.#failures += 1;
    if (!passing || this.#failures >= FAILURES) this.problem = failure;
  }
}
