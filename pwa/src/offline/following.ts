import { liveQuery, type Subscription } from 'dexie';

const FIRST = 500;
const LONGEST = 10_000;

interface Listener<T> {
  next: (value: T) => void;
  /** The query failed; it is asked again after a pause all the same. */
  error?: () => void;
}

/**
 * Tells what a query on the phone's database answers, now and whenever that changes; returns how to stop.
 *
 * A query that fails is asked again, after 0.5 s to 10 s: Dexie itself lets it rest for good, without a word when
 * its transaction was aborted or the browser closed the database, as phones do to apps in the background.
 */
export function follow<T>(query: () => Promise<T>, { next, error }: Listener<T>): () => void {
  let pause = FIRST;
  let subscription: Subscription | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function asked(): Promise<T> {
    try {
      return await query();
    } catch (reason) {
      // Not from here: what is done inside a live query belongs to it.
      if (!stopped) setTimeout(failed);
      throw reason;
    }
  }
  function failed(): void {
    if (stopped) return;
    error?.();
    clearTimeout(timer);
    timer = setTimeout(begin, pause);
    pause = Math.min(LONGEST, pause * 2);
  }
  function begin(): void {
    subscription?.unsubscribe();
    subscription = liveQuery(asked).subscribe({
      next(value) {
        pause = FIRST;
        next(value);
      },
      error: () => undefined,
    });
  }
  begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
  };
}
