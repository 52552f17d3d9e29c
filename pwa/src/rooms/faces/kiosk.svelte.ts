import { rest } from '#lib/camera.svelte.ts';
import { FaceCamera } from './camera.svelte.ts';
import { handIn, lastMatches, look, myKiosks, turn, undo, vouch } from './desk.ts';
import type { Kiosk, Look, Match } from './desk.ts';

/** Between two glances while nobody is near (ms), between the frames of one look, and of a turning head. */
const GLANCE = 300;
const APART = 90;
const TURNING = 220;
const TURN_FRAMES = 12;
/** A greeting stands for so long. */
export const SHOWN = 3_000;
/** Failed looks before the desk takes over, and how often the server is asked for meanwhile. */
const PATIENCE = 2;
const ASK_AGAIN = 5_000;

/** What a kiosk shows: waiting for somebody, an answer for three seconds, a challenge, or the desk. */
export type Scene = 'closed' | 'waiting' | 'answer' | 'turning' | 'away';

/** One kiosk on its screen: looks, greets, hands the ticket in, and gives way to codes when the server is away. */
export class KioskRun {
  readonly camera = new FaceCamera();
  scene = $state<Scene>('closed');
  kiosk = $state<Kiosk>();
  answer = $state<Look>();
  last = $state<Match[]>([]);
  #failed = 0;
  /** Ends everything that is under way when the screen closes. */
  #stop = new AbortController();
  #shownAt = '';

  constructor(private readonly id: string) {}

  start(): () => void {
    const stop = new AbortController();
    this.#stop = stop;
    void this.#run();
    return () => stop.abort();
  }

  async undo(match: Match): Promise<void> {
    await undo(this.id, match.scan_id);
    await this.#readLast();
  }

  /** The attendant knows who did not turn. */
  async vouch(): Promise<void> {
    const token = this.answer?.token;
    if (!token) return;
    const given = await vouch(this.id, token);
    if (given.ok) await this.#show(given.data);
  }

  /** Back to waiting: the person went away, or shows a code. */
  drop(): void {
    this.answer = undefined;
    this.scene = 'waiting';
  }

  async #run(): Promise<void> {
    await this.#open();
    const { signal } = this.#stop;
    for (;;) {
      await rest(this.scene === 'away' ? ASK_AGAIN : GLANCE, signal);
      if (signal.aborted) return;
      if (this.scene === 'away') await this.#open();
      else if (this.scene === 'waiting') await this.#glance();
    }
  }

  /** Finds the kiosk among mine; a kiosk that has ended is closed. */
  async #open(): Promise<void> {
    const mine = await myKiosks();
    if (!mine.ok) {
      if ('network' in mine) this.scene = 'away';
      return;
    }
    this.#failed = 0;
    this.kiosk = mine.data.items.find(({ id }) => id === this.id);
    this.scene = this.kiosk ? 'waiting' : 'closed';
    if (this.kiosk) await this.#readLast();
  }

  /** One small look whether anybody is there; three frames only then. */
  async #glance(): Promise<void> {
    const frame = await this.camera.grab();
    if (!frame || document.visibilityState !== 'visible') return;
    const there = await this.#ask(look(this.id, [frame]));
    if (there?.outcome !== 'near') {
      this.answer = there?.hint ? there : undefined;
      return;
    }
    const frames = await this.camera.burst(3, APART, this.#stop.signal);
    const found = await this.#ask(look(this.id, frames));
    if (found) await this.#show(found);
  }

  async #show(found: Look): Promise<void> {
    if (found.outcome === 'nobody' || found.outcome === 'near') {
      this.answer = found.hint ? found : undefined;
      return;
    }
    this.answer = found;
    if (found.outcome === 'turn' || found.outcome === 'not_turned') {
      await this.#watch(found);
      return;
    }
    this.scene = 'answer';
    if (found.ticket && this.kiosk && found.scan_id !== this.#shownAt) {
      const sent = await handIn(this.kiosk.meeting_id, found);
      if (sent.ok) this.#shownAt = found.scan_id ?? '';
      await this.#readLast();
    }
    await rest(SHOWN, this.#stop.signal);
    this.drop();
  }

  /** Films the head while it turns; what was not seen may be tried again, or the attendant decides. */
  async #watch(asked: Look): Promise<void> {
    this.scene = 'turning';
    if (!asked.token || asked.outcome === 'not_turned') return;
    const frames = await this.camera.burst(TURN_FRAMES, TURNING, this.#stop.signal);
    const seen = await this.#ask(turn(this.id, asked.token, frames));
    if (seen) await this.#show(seen);
    else this.drop();
  }

  async again(): Promise<void> {
    if (this.answer?.token) await this.#watch({ ...this.answer, outcome: 'turn' });
  }

  async #readLast(): Promise<void> {
    const read = await lastMatches(this.id);
    if (read.ok) this.last = [...read.data.items];
  }

  async #ask(call: Promise<Awaited<ReturnType<typeof look>>>): Promise<Look | undefined> {
    const answer = await call;
    if (answer.ok) {
      this.#failed = 0;
      return answer.data;
    }
    if ('problem' in answer && answer.problem.status < 500) {
      await this.#open();
      return undefined;
    }
    this.#failed += 1;
    if (this.#failed >= PATIENCE) this.scene = 'away';
    return undefined;
  }
}
