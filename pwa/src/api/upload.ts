import { refused, type Result } from './client.ts';
import { OWN_PAGE } from './own-page.ts';

export interface Upload {
  method: 'POST' | 'PUT';
  path: string;
  body: Blob | FormData;
  /** Extra headers, such as the file's name. */
  headers?: Readonly<Record<string, string>>;
  /** 0 to 1, while bytes go out: only XMLHttpRequest tells that. */
  onprogress?: (share: number) => void;
  signal?: AbortSignal;
}

/** A network that stands still for so long is gone; a slow one may take as long as it needs. */
const STALLED = 60_000;

/** Sends a file and says how far it is; never throws. The caller names the answer's schema type. */
export function upload<T>(what: Upload): Promise<Result<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), STALLED);
    };
    const fail = (network: 'offline' | 'timeout') => () => {
      clearTimeout(timer);
      resolve({ ok: false, network });
    };
    request.open(what.method, what.path);
    request.responseType = 'json';
    const headers = { Accept: 'application/json', ...OWN_PAGE, ...what.headers };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      alive();
      if (event.lengthComputable) what.onprogress?.(event.loaded / event.total);
    };
    request.onerror = fail('offline');
    request.onabort = fail('timeout');
    request.onload = () => {
      clearTimeout(timer);
      const good = request.status >= 200 && request.status < 300;
      resolve(
        good
          ? { ok: true, data: request.response as T, etag: request.getResponseHeader('ETag') }
          : refused(request.status, request.response),
      );
    };
    what.signal?.addEventListener('abort', () => request.abort());
    alive();
    request.send(what.body);
  });
}
