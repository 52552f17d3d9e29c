import { follow } from './following.ts';

/** What a screen shows of the phone's database, and whether the first answer is there yet. */
export interface Live<T> {
  readonly current: T;
  readonly ready: boolean;
}

/**
 * Follows a query on the phone's database; call it while a component is set up.
 *
 * The outer function may read reactive state and returns the query to run, which asks the database and nothing else:
 * `const paper = live(() => { const { id } = props; return () => documents.get(id); }, undefined)`
 */
export function live<T>(choose: () => () => Promise<T>, start: T): Live<T> {
  let current = $state.raw(start);
  let ready = $state(false);
  $effect(() => {
    return follow(choose(), {
      next(value) {
        current = value;
        ready = true;
      },
      error() {
        // The database was deleted under the screen (sign-out in another tab): show what is known.
        ready = true;
      },
    });
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
