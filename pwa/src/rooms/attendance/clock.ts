import { keepSnapshot, snapshot } from '#offline/snapshots.ts';

/** How far this phone's clock is behind the server's (ms), learned at every sync and kept for halls without network. */
const CLOCK = 'attendance.clock';

/** The moment by the server's clock, ms since 1970. */
export async function serverNow(): Promise<number> {
  const kept = await snapshot<{ behind: number }>(CLOCK);
  return Date.now() + (kept?.data.behind ?? 0);
}

/** Learns from an answer of the server how this phone's clock stands. */
export async function learnClock(serverAt: string): Promise<void> {
  const data = { behind: Date.parse(serverAt) - Date.now() };
  await keepSnapshot(CLOCK, Promise.resolve({ ok: true, data, etag: null }));
}
