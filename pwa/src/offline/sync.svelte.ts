import type { Result } from '#api/client.ts';
import { table } from './database.ts';

/** Brings one room's news to the phone; answers with the last call's result. */
export type SyncFunction = () => Promise<Result<unknown>>;

export interface Cursor {
  name: string;
  value: string;
  at: number;
}

export type SyncState = 'idle' | 'running' | 'offline' | 'failed' | 'signed_out';

const cursors = table<Cursor>('cursors');
const WHOLE = 'kit.whole';

/** How far a room's sync has come, as the server wrote it. */
export async function readCursor(name: string): Promise<string | undefined> {
  return (await cursors.get(name))?.value;
}

/** Call it in the transaction that writes the rows the cursor stands for. */
export async function writeCursor(name: string, value: string): Promise<void> {
  await cursors.put({ name, value, at: Date.now() });
}

/** Runs the rooms' syncs one after another, never two at once, and tells how it stands. */
export class Sync {
  state = $state<SyncState>('idle');
  /** When everything was last brought in, ms since 1970. */
  lastAt = $state<number | null>(null);
  #ended = $state(false);
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not shown on any screen
  readonly #functions = new Map<string, SyncFunction>();
  #running: Promise<void> | undefined;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not shown on any screen
  readonly #wanted = new Set<string>();

  /** The first news of this phone is still on its way: that there is nothing cannot be said yet. */
  get awaited(): boolean {
    return this.lastAt === null && !this.#ended;
  }

  register(room: string, run: SyncFunction): void {
    this.#functions.set(room, run);
  }

  /** Reads when the phone was last up to date; before the first `run`. */
  async open(): Promise<void> {
    this.lastAt = (await cursors.get(WHOLE))?.at ?? null;
  }

  /** Runs the given rooms (all when none is named); a call during a run is done right after it. */
  run(rooms: Iterable<string> = this.#functions.keys()): Promise<void> {
    for (const room of rooms) this.#wanted.add(room);
    this.#running ??= this.#runWanted().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #runWanted(): Promise<void> {
    this.state = 'running';
    let end: SyncState = 'idle';
    while (this.#wanted.size > 0) {
      const whole = this.#wanted.size >= this.#functions.size;
      const names = [...this.#wanted];
      this.#wanted.clear();
      end = await this.#runAll(names);
      if (end === 'offline' || end === 'signed_out') this.#wanted.clear();
      if (whole && end === 'idle') await this.#remember();
    }
    this.state = end;
    this.#ended = true;
  }

  async #runAll(names: readonly string[]): Promise<SyncState> {
    let end: SyncState = 'idle';
    for (const name of names) {
      const outcome = await this.#runOne(name);
      if (outcome === 'offline' || outcome === 'signed_out') return outcome;
      if (outcome === 'failed') end = 'failed';
    }
    return end;
  }

  async #runOne(name: string): Promise<SyncState> {
    try {
      const result = await this.#functions.get(name)?.();
      if (result === undefined || result.ok) return 'idle';
      if ('network' in result) return 'offline';
      return result.problem.status === 401 ? 'signed_out' : 'failed';
    } catch {
      // A full disk or a closed database must not keep the other rooms from their news.
      return 'failed';
    }
  }

  async #remember(): Promise<void> {
    this.lastAt = Date.now();
    await cursors.put({ name: WHOLE, value: '', at: this.lastAt });
  }
}

export const sync = new Sync();
