import type { Failure } from '#api/result.ts';

/** Asking once more changes nothing about what somebody may see, or about what is not there. */
export function isFinal(failure: Failure): boolean {
  return 'problem' in failure && [403, 404].includes(failure.problem.status);
}
