/** A stand-in for Web Locks, which jsdom lacks: one holder at a time for each name. */
export class OneAtATime {
  readonly #tails = new Map<string, Promise<unknown>>();

  request<T>(name: string, run: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const turn = before.then(run, run);
    this.#tails.set(name, turn);
    return turn;
  }
}
