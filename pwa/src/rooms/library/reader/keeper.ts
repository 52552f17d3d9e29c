import { keepProgress, sendProgress } from '../marks.ts';

interface Spot {
  file_id: string;
  block: number;
  share: number;
}

/** The phone remembers the place after this rest (ms) … */
const KEEP_AFTER = 800;
/** … and tells the server after this one, or when the reader leaves. */
const SEND_AFTER = 20_000;

/** Keeps the reader's place without a write for every movement of the thumb. */
export class Keeper {
  readonly #id: () => string;
  #first: Spot | undefined;
  #latest: Spot | undefined;
  #unsent = false;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #sending: ReturnType<typeof setTimeout> | undefined;

  constructor(id: () => string) {
    this.#id = id;
  }

  moved(spot: Spot): void {
    // Opening a paper is not reading it: only what follows is a new place.
    this.#first ??= spot;
    const { file_id, block, share } = this.#latest ?? this.#first;
    if (file_id === spot.file_id && block === spot.block && share === spot.share) return;
    this.#latest = spot;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => void this.#keep(), KEEP_AFTER);
  }

  /** Watches for the reader leaving; returns how to stop. */
  start(): () => void {
    const hidden = () => {
      if (document.visibilityState === 'hidden') void this.leave();
    };
    const gone = () => void this.leave();
    document.addEventListener('visibilitychange', hidden);
    // Older iPhones say only this when the page is left for another.
    addEventListener('pagehide', gone);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('pagehide', gone);
      gone();
    };
  }

  async leave(): Promise<void> {
    clearTimeout(this.#keeping);
    clearTimeout(this.#sending);
    await this.#keep(false);
    if (!this.#unsent) return;
    this.#unsent = false;
    await sendProgress(this.#id());
  }

  async #keep(plan = true): Promise<void> {
    const spot = this.#latest;
    if (!spot) return;
    this.#first = spot;
    this.#latest = undefined;
    this.#unsent = true;
    await keepProgress({ document_id: this.#id(), ...spot }, Date.now() + SEND_AFTER);
    clearTimeout(this.#sending);
    if (plan) this.#sending = setTimeout(() => void this.leave(), SEND_AFTER);
  }
}
