import { snapshot } from '#offline/snapshots.ts';

/** How far this phone's clock is behind the server's (ms), learned at every sync and kept for halls without network. */
export const CLOCK = 'attendance.clock';

/** The moment by the server's clock, ms since 1970. */
export async function serverNow(): Promise<number> {
  const kept = await snapshot<{ behind: number }>(CLOCK);
  return Date.now() + (kept?.data.behind ?? 0);
}

/** What an answer of the server says about this phone's clock. */
export function behind(serverAt: string, now: number = Date.now()): number {
  return Date.parse(serverAt) - now;
}
