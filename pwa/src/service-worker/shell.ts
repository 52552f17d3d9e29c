const PREFIX = 'handbook-shell-';
/** Files whose name holds their hash never change: an old copy is as good as a new one. */
const HASHED = '/_app/immutable/';

export interface Shell {
  install(): Promise<void>;
  activate(): Promise<void>;
  /** The answer for this request, or `undefined` when the shell has nothing to do with it. */
  answer(request: Request): Promise<Response> | undefined;
}

/** The app itself on the phone: `page` answers every address, `paths` are its files. */
export function makeShell(version: string, page: string, paths: readonly string[]): Shell {
  const name = PREFIX + version;
  const known = new Set([page, ...paths]);

  async function fill(cache: Cache, path: string): Promise<void> {
    // Unchanged files are copied from the shell before: an update costs only what is new.
    const old = path.includes(HASHED) ? await caches.match(path) : undefined;
    const response = old ?? (await fetch(path, { cache: 'no-cache' }));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, response);
  }

  async function fromCache(path: string, request: Request): Promise<Response> {
    const cache = await caches.open(name);
    return (await cache.match(path)) ?? (await fetch(request));
  }

  return {
    async install() {
      const cache = await caches.open(name);
      await Promise.all([...known].map((path) => fill(cache, path)));
    },
    async activate() {
      for (const old of await caches.keys()) {
        if (old.startsWith(PREFIX) && old !== name) await caches.delete(old);
      }
    },
    answer(request) {
      const { origin, pathname } = new URL(request.url);
      if (request.method !== 'GET' || origin !== location.origin) return undefined;
      // Addresses of the server (downloads, its documentation) are not pages of the app.
      if (pathname.startsWith('/api/')) return undefined;
      if (request.mode === 'navigate') return fromCache(page, request);
      return known.has(pathname) ? fromCache(pathname, request) : undefined;
    },
  };
}
