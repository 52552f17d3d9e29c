/** A stand-in for the browser's cache storage, which jsdom lacks: addresses and their answers. */
class FakeCache {
  readonly #kept = new Map<string, Response>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  #key(request: string | Request): string {
    return new URL(typeof request === 'string' ? request : request.url, this.#origin).href;
  }

  put(request: string | Request, response: Response): Promise<void> {
    this.#kept.set(this.#key(request), response);
    return Promise.resolve();
  }

  match(request: string | Request): Promise<Response | undefined> {
    return Promise.resolve(this.#kept.get(this.#key(request))?.clone());
  }
}

export class FakeCaches {
  readonly #all = new Map<string, FakeCache>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  open(name: string): Promise<FakeCache> {
    const cache = this.#all.get(name) ?? new FakeCache(this.#origin);
    this.#all.set(name, cache);
    return Promise.resolve(cache);
  }

  has(name: string): Promise<boolean> {
    return Promise.resolve(this.#all.has(name));
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#all.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.#all.delete(name));
  }

  async match(request: string | Request): Promise<Response | undefined> {
    for (const cache of this.#all.values()) {
      const found = await cache.match(request);
      if (found) return found;
    }
    return undefined;
  }
}
