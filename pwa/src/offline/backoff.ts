const FIRST = 5_000;
const LONGEST = 15 * 60_000;
/** A server may ask for patience, but not for longer than a day. */
const LONGEST_ASKED = 24 * 60 * 60_000;

/**
 * When to try again (ms since 1970) after `attempts` failures: doubling from 5 s to 15 min, with
 * jitter so that phones do not return together; `Retry-After` (seconds or a date) goes before.
 */
export function nextAttempt(
  attempts: number,
  retryAfter: string | null,
  now: number = Date.now(),
  random: () => number = Math.random,
): number {
  const asked = askedDelay(retryAfter, now);
  const wait = asked ?? Math.min(LONGEST, FIRST * 2 ** Math.min(attempts - 1, 20));
  const jitter = asked === undefined ? 0.5 + random() / 2 : 1 + random() / 10;
  return now + Math.round(wait * jitter);
}

function askedDelay(retryAfter: string | null, now: number): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = Number(retryAfter);
  const delay = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(delay) && delay >= 0 ? Math.min(delay, LONGEST_ASKED) : undefined;
}
