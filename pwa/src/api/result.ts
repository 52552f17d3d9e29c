import type { Problem } from './problem.ts';

/** What came of a call: the data, the server's refusal, or no answer at all. */
export type Result<T> =
  | { ok: true; data: T; etag: string | null }
  | { ok: false; problem: Problem }
  | { ok: false; network: 'offline' | 'timeout' };

export type Failure = Exclude<Result<never>, { ok: true }>;
