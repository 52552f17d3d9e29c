import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { table } from '#offline/database.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { learnClock } from './clock.ts';

export type Pass = components['schemas']['PassRead'];

const PASSES = 'attendance.passes';
const HOUR = 3_600_000;
/** A code can be wanted this long before the meeting and after it. */
const AROUND = 3 * HOUR;

/** Brings in what this phone needs to show codes, and how far its clock is off. */
export async function syncPasses(): Promise<Result<unknown>> {
  const result = await ask(api.GET('/api/attendance/passes'));
  if (!result.ok) return result;
  await learnClock(result.data.server_at);
  return keepSnapshot(PASSES, Promise.resolve({ ...result, data: result.data.items }));
}

/** My passes, the soonest first. */
export async function loadPasses(): Promise<readonly Pass[]> {
  return (await snapshot<readonly Pass[]>(PASSES))?.data ?? [];
}

/** The passes of meetings that are on, begin soon or have just ended, by the server's clock (ms). */
export function passesAt<One extends Pick<Pass, 'starts_at' | 'ends_at'>>(
  passes: readonly One[],
  now: number,
): One[] {
  return passes.filter(
    ({ starts_at, ends_at }) =>
      now > Date.parse(starts_at) - AROUND && now < Date.parse(ends_at) + AROUND,
  );
}

/** This phone's own signing key, `undefined` when it has none. */
export async function ownKey(): Promise<CryptoKey | undefined> {
  const row = await table<{ pair: CryptoKeyPair }>('keys').get('device');
  return row?.pair.privateKey;
}
