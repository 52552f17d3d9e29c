import { failureText, type Failure } from '#api/client.ts';
import { rest } from '#lib/camera.svelte.ts';
import { toasts } from '#ui/toast.svelte.ts';
import type { Eyes } from './camera.svelte.ts';
import * as calls from './desk.ts';
import type { Kiosk, Look, Match } from './desk.ts';
import { filmTurns, type Turn } from './turning.ts';

/** Between two glances while nobody is near (ms), and between the frames of one look. */
const GLANCE = 300;
const APART = 90;
/** A greeting stands for so long. */
export const SHOWN = 3_000;
/** Whoever did not turn and went away is forgotten after so long. */
const LEFT_ALONE = 20_000;
/** Failed looks before the desk takes over, and how often the server is asked for meanwhile. */
const PATIENCE = 2;
const ASK_AGAIN = 5_000;

/** What a kiosk shows: waiting for somebody, an answer for three seconds, a challenge, or the desk. */
export type Scene = 'closed' | 'waiting' | 'answer' | 'turning' | 'away';

/** What is asked of the server; in the app the room's own calls. */
export type KioskDesk = Pick<
  typeof calls,
  'handIn' | 'lastMatches' | 'look' | 'myKiosks' | 'turn' | 'undo' | 'vouch'
>;

/** One kiosk on its screen: looks, greets, hands the ticket in, and gives way to codes when the server is away. */
export class KioskRun {
  scene = $state<Scene>('closed');
  kiosk = $state<Kiosk>();
  answer = $state.raw<Look>();
  last = $state.raw<readonly Match[]>([]);
  /** Which way to turn now, while a challenge is being filmed. */
  turning = $state<Turn | null>(null);
  #failed = 0;
  /** Ends everything that is under way when the screen closes. */
  #stop = new AbortController();
  /** Greetings whose ticket has not reached the roll-call yet, and the last scan that has. */
  #tickets: readonly Look[] = [];
  #arrived: string | null = null;

  constructor(
    private readonly id: string,
    private readonly eyes: Eyes,
    private readonly desk: KioskDesk = calls,
  ) {}

  start(): () => void {
    const stop = new AbortController();
    this.#stop = stop;
    void this.#run();
    return () => stop.abort();
  }

  /** It was somebody else. A ticket that still waits here is not sent any more. */
  async undo(match: Match): Promise<void> {
    this.#tickets = this.#tickets.filter(({ scan_id }) => scan_id !== match.scan_id);
    const undone = await this.desk.undo(this.id, match.scan_id);
    if (!undone.ok) toasts.show('refused', failureText(undone));
    await this.#readLast();
  }

  /** The attendant knows who did not turn. */
  async vouch(): Promise<void> {
    const token = this.answer?.token;
    if (!token) return;
    const given = await this.desk.vouch(this.id, token);
    if (given.ok) {
      await this.#show(given.data);
      return;
    }
    toasts.show('refused', failureText(given));
    if (!isPassing(given)) this.drop();
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
      await this.#handIn();
      if (this.scene === 'away') await this.#open();
      else if (this.scene === 'waiting') await this.#glance();
    }
  }

  /** Finds the kiosk among mine; a kiosk that has ended is closed. */
  async #open(): Promise<void> {
    const mine = await this.desk.myKiosks();
    if (!mine.ok) {
      if (isPassing(mine)) this.scene = 'away';
      return;
    }
    this.#failed = 0;
    this.kiosk = mine.data.items.find(({ id }) => id === this.id);
    this.scene = this.kiosk ? 'waiting' : 'closed';
    if (this.kiosk) await this.#readLast();
  }

  /** One small look whether anybody is there; three frames only then. */
  async #glance(): Promise<void> {
    const frame = await this.eyes.grab();
    if (!frame || document.visibilityState !== 'visible') return;
    const there = await this.#ask(this.desk.look(this.id, [frame]));
    if (there?.outcome !== 'near') {
      this.answer = there?.hint ? there : undefined;
      return;
    }
    const frames = await this.eyes.burst(3, APART, this.#stop.signal);
    const found = await this.#ask(this.desk.look(this.id, frames));
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
    if (found.ticket && found.scan_id !== this.#arrived) {
      this.#tickets = [...this.#tickets, found];
      await this.#handIn();
      await this.#readLast();
    }
    await rest(SHOWN, this.#stop.signal);
    this.drop();
  }

  /** Films the head while it turns; what was not seen may be tried again, or the attendant decides. */
  async #watch(asked: Look): Promise<void> {
    this.scene = 'turning';
    if (!asked.token || asked.outcome === 'not_turned') {
      void rest(LEFT_ALONE, this.#stop.signal).then(() => {
        if (this.answer === asked) this.drop();
      });
      return;
    }
    const say = (turn: Turn | null) => (this.turning = turn);
    const frames = await filmTurns(this.eyes, asked.turns, say, this.#stop.signal);
    this.turning = null;
    const seen = await this.#ask(this.desk.turn(this.id, asked.token, frames));
    if (seen) await this.#show(seen);
    else this.drop();
  }

  /** Asks for the same turns once more; a second tap while the head is filmed changes nothing. */
  async again(): Promise<void> {
    if (this.answer?.outcome !== 'not_turned') return;
    const asked: Look = { ...this.answer, outcome: 'turn' };
    this.answer = asked;
    await this.#watch(asked);
  }

  /** Tickets whose way was broken go again with the next look, until the roll-call has answered. */
  async #handIn(): Promise<void> {
    for (const found of this.#tickets) {
      if (!this.kiosk) return;
      const sent = await this.desk.handIn(this.kiosk.meeting_id, found);
      if (!sent.ok && isPassing(sent)) return;
      this.#arrived = found.scan_id;
      this.#tickets = this.#tickets.filter((one) => one !== found);
    }
  }

  async #readLast(): Promise<void> {
    const read = await this.desk.lastMatches(this.id);
    if (read.ok) this.last = read.data.items;
  }

  async #ask(call: ReturnType<typeof calls.look>): Promise<Look | undefined> {
    const answer = await call;
    if (answer.ok) {
      this.#failed = 0;
      return answer.data;
    }
    if (!isPassing(answer)) {
      await this.#open();
      return undefined;
    }
    this.#failed += 1;
    if (this.#failed >= PATIENCE) this.scene = 'away';
    return undefined;
  }
}

/** Whether asking again may help: the network or the server is away, not a refusal. */
function isPassing(failure: Failure): boolean {
  return 'network' in failure || failure.problem.status >= 500;
}
