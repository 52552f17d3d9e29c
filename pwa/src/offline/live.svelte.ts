import { liveQuery } from 'dexie';

/** What a screen shows of the phone's database, and whether the first answer is there yet. */
export interface Live<T> {
  readonly current: T;
  readonly ready: boolean;
}

/**
 * Follows a query on the phone's database; call it while a component is set up.
 *
 * The outer function may read reactive state and returns the query to run:
 * `const paper = live(() => { const { id } = props; return () => documents.get(id); }, undefined)`
 */
export function live<T>(choose: () => () => Promise<T>, start: T): Live<T> {
  let current = $state.raw(start);
  let ready = $state(false);
  $effect(() => {
    const query = choose();
    const subscription = liveQuery(query).subscribe({
      next(value) {
        current = value;
        ready = true;
      },
      error() {
        // The database was deleted under the screen (sign-out in another tab): show what is known.
        ready = true;
      },
    });
    return () => subscription.unsubscribe();
  });
  return {
    get current() {
      return current;
    },
    get ready() {
      return ready;
    },
  };
}
