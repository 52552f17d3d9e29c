import { askBackgroundSync } from './background.ts';
import { follow } from './following.ts';
import {
  discard,
  enqueue,
  flush,
  OUTBOX,
  pending,
  retry,
  type Draft,
  type OutboxRow,
} from './outbox.ts';
import { sync } from './sync.svelte.ts';
import type { Problem } from '#api/problem.ts';

/** A verb answers at once: sent, waiting on the phone, or refused by the server. */
export type Sent = { state: 'sent' | 'waiting' } | { state: 'refused'; problem: Problem };

/** How long a person is kept waiting for the server before "saved on this phone" is said. */
const PATIENCE = 4_000;
const EVERY = 5 * 60_000;

/** Sending and receiving, together: what waits, and when both are done again. */
class Exchange {
  waiting = $state.raw<readonly OutboxRow[]>([]);
  readonly refused = $derived(this.waiting.filter((row) => row.refusal !== null));
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Sends, then brings in; safe to call at any moment and as often as one likes. */
  readonly now = async (): Promise<void> => {
    const flushed = await flush();
    if (flushed.state !== 'signed_out') await sync.run();
    await this.#plan();
  };

  /** Keeps one thing to send and tries at once; nobody waits for the server. */
  async keep(draft: Draft): Promise<void> {
    await enqueue(draft);
    void askBackgroundSync(OUTBOX);
    void this.#flushAndSync();
  }

  /** Keeps one thing to send, tries at once and says what became of it. */
  async send(draft: Draft): Promise<Sent> {
    const row = await enqueue(draft);
    void askBackgroundSync(OUTBOX);
    await Promise.race([this.#flushAndSync(), new Promise((done) => setTimeout(done, PATIENCE))]);
    const left = (await pending()).find(({ id }) => id === row.id);
    if (!left) return { state: 'sent' };
    return left.refusal ? { state: 'refused', problem: left.refusal } : { state: 'waiting' };
  }

  async retry(id: string): Promise<void> {
    await retry(id);
    await this.#flushAndSync();
  }

  async discard(id: string): Promise<void> {
    await discard(id);
    await this.#flushAndSync();
  }

  /** The person asks: what waits goes now, whatever pause was planned. */
  async retryAll(): Promise<void> {
    for (const row of await pending()) if (!row.refusal) await retry(row.id);
    await this.now();
  }

  /** Begins to watch the network, the screen and the clock; returns how to stop. */
  start(): () => void {
    const stop = new AbortController();
    const again = () => void this.now();
    const visible = () => {
      if (document.visibilityState === 'visible') again();
    };
    const { signal } = stop;
    for (const event of ['online', 'focus', 'pageshow']) {
      addEventListener(event, again, { signal });
    }
    document.addEventListener('visibilitychange', visible, { signal });
    const workers = (navigator as Partial<Navigator>).serviceWorker;
    // The first visit fetched its lists before the worker was there to keep them.
    workers?.addEventListener('controllerchange', again, { signal });
    workers?.addEventListener('message', (event) => this.#hear(event), { signal });
    const every = setInterval(visible, EVERY);
    const unfollow = follow(pending, { next: (rows) => (this.waiting = rows) });
    void sync.open().then(again);
    return () => {
      stop.abort();
      clearInterval(every);
      clearTimeout(this.#timer);
      unfollow();
    };
  }

  async #flushAndSync(): Promise<void> {
    const { rooms } = await flush();
    if (rooms.length > 0) void sync.run(rooms);
    await this.#plan();
  }

  #hear(event: MessageEvent<unknown>): void {
    const said = event.data as { type?: string; rooms?: string[] } | null;
    if (said?.type === 'outbox-sent') void sync.run(said.rooms);
    if (said?.type === 'news') void this.now();
  }

  async #plan(): Promise<void> {
    clearTimeout(this.#timer);
    const due = (await pending()).filter((row) => !row.refusal).map((row) => row.next_at);
    if (due.length === 0) return;
    const wait = Math.max(1_000, Math.min(...due) - Date.now());
    this.#timer = setTimeout(() => void this.#flushAndSync(), Math.min(wait, EVERY));
  }
}

export const exchange = new Exchange();
