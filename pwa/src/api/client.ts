import createClient, { type Middleware } from 'openapi-fetch';
import { errorText, t } from '#i18n/index.svelte.ts';
import { OWN_PAGE } from './own-page.ts';
import { readProblem, type Problem } from './problem.ts';
import type { Failure, Result } from './result.ts';
import type { paths } from './schema.gen.ts';

export type { Failure, Result };

const TIMEOUT = 20_000;

type SignedOutListener = (problem: Problem) => void;
const signedOutListeners = new Set<SignedOutListener>();

/** Calls `listener` whenever the server no longer knows the session; returns how to stop that. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const ownPage: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      for (const [name, value] of Object.entries(OWN_PAGE)) request.headers.set(name, value);
    }
    return request;
  },
};

/** Gives up after `TIMEOUT`, and when the caller's own signal says so. */
async function patientFetch(request: Request): Promise<Response> {
  const stop = new AbortController();
  const giveUp = () => stop.abort(request.signal.reason);
  request.signal.addEventListener('abort', giveUp);
  const timer = setTimeout(
    () => stop.abort(new DOMException('no answer in time', 'TimeoutError')),
    TIMEOUT,
  );
  try {
    return await fetch(new Request(request, { signal: stop.signal }));
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', giveUp);
  }
}

/** The typed client; wrap every call in `ask` so that nothing throws. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  fetch: patientFetch,
});
api.use(ownPage);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Turns a call into a `Result`; never throws. `await ask(api.GET('/api/health'))` */
export async function ask<T>(call: Promise<Answer<T>>): Promise<Result<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok) return { ok: true, data: data as T, etag: response.headers.get('ETag') };
    return refused(response.status, error);
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return { ok: false, network: late ? 'timeout' : 'offline' };
  }
}

/** A failure from an answer's status and body; tells who listens when it means "signed out". */
export function refused(status: number, body: unknown): Failure {
  const problem = readProblem(status, body);
  // A wrong password is a 401 as well, but only inside a room that handles its own code.
  if (status === 401) for (const listener of signedOutListeners) listener(problem);
  return { ok: false, problem };
}

/** The sentence to show for a failure, in the reader's language. */
export function failureText(failure: Failure): string {
  if ('network' in failure) {
    return failure.network === 'timeout' ? t('kit.no_answer') : t('kit.no_network');
  }
  return problemText(failure.problem);
}

/** The sentence for a refusal; a code this version does not know gets a general one. */
export function problemText(problem: Problem): string {
  return errorText(problem.code, problem.params) ?? t('kit.not_done');
}
