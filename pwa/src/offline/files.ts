import { FILES_CACHE } from './files-cache.ts';

export { FILES_CACHE };

/** Keeps these addresses for reading without a network; false when one could not be fetched. */
export async function keepFiles(paths: readonly string[]): Promise<boolean> {
  const cache = await caches.open(FILES_CACHE);
  for (const path of paths) {
    if (await cache.match(path)) continue;
    try {
      await cache.add(new Request(path, { credentials: 'same-origin' }));
    } catch {
      return false;
    }
  }
  return true;
}

/** Gives these addresses up. */
export async function dropFiles(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(FILES_CACHE);
  await Promise.all(paths.map((path) => cache.delete(path)));
}

/** Looks into the cache itself: the phone may have thrown files away. */
export async function hasFiles(paths: readonly string[]): Promise<boolean> {
  const cache = await caches.open(FILES_CACHE);
  const found = await Promise.all(paths.map((path) => cache.match(path)));
  return found.every((response) => response !== undefined);
}

/** Asks the browser not to evict what the member keeps; true when it promised. */
export async function askToPersist(): Promise<boolean> {
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  return (await storage?.persist?.().catch(() => false)) ?? false;
}
