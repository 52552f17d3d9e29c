import type { Failure, Result } from '#api/result.ts';
import { table } from './database.ts';

/** An answer of the server as it was last brought in: small lists and cards that a screen shows whole. */
export interface Snapshot<T> {
  name: string;
  data: T;
  /** ms since 1970 */
  at: number;
}

function snapshots<T>() {
  return table<Snapshot<T>>('snapshots');
}

/** What was last brought in under this name; a query for `live`. */
export function snapshot<T>(name: string): Promise<Snapshot<T> | undefined> {
  return snapshots<T>().get(name);
}

/** The server answered, and the phone could not put it down: its storage is full, or its database away. */
const NOT_KEPT: Failure = {
  ok: false,
  problem: { status: 0, code: 'phone.not_kept', params: {}, fields: [] },
};

/** Keeps what a call answered, when it did, and hands the answer on; `phone.not_kept` when the phone could not. */
export async function keepSnapshot<T>(name: string, call: Promise<Result<T>>): Promise<Result<T>> {
  const result = await call;
  if (!result.ok) return result;
  const row = { name, data: result.data, at: Date.now() };
  return snapshots<T>()
    .put(row)
    .then(
      () => result,
      () => NOT_KEPT,
    );
}

/** Brings in several answers; the first failure is the outcome, the others are kept all the same. */
export async function keepSnapshots(
  calls: readonly Promise<Result<unknown>>[],
): Promise<Result<undefined>> {
  const results = await Promise.all(calls);
  const failure = results.find((result): result is Failure => !result.ok);
  return failure ?? { ok: true, data: undefined, etag: null };
}

/** Forgets what is no longer the reader's business, such as a position that has ended. */
export async function dropSnapshot(name: string): Promise<void> {
  await snapshots().delete(name);
}
