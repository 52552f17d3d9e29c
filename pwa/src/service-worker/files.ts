import { FILES_CACHE } from '../offline/files-cache.ts';

/**
 * Files the member keeps for reading without a network (page images, originals): from the phone
 * when there, else from the server. Nothing is added here: only `keepFiles` decides what stays.
 */
export function answerFile(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return undefined;
  if (!pathname.startsWith('/api/') || request.headers.has('Range')) return undefined;
  const wanted = ['image', '', 'document', 'object', 'embed'];
  if (!wanted.includes(request.destination)) return undefined;
  return (async () => {
    const kept = (await caches.has(FILES_CACHE))
      ? await (await caches.open(FILES_CACHE)).match(request.url)
      : undefined;
    return kept ?? fetch(request);
  })();
}
