import type { Failure } from '#api/client.ts';

/** Called after a change of the own account: the sentence for success, or why not. */
export type Settled = (done: string, failure: Failure | null) => Promise<void>;
