import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { learnClock } from './clock.ts';

type RoomKey = components['schemas']['RoomKeyRead'];

const name = (meeting: string, site: string | null) =>
  `attendance.room_key.${meeting}.${site ?? 'all'}`;

/** Brings in the key of a room; the screen needs it once, before the network goes. */
export async function syncRoomKey(meeting: string, site: string | null): Promise<Result<RoomKey>> {
  const params = { path: { meeting_id: meeting }, query: site ? { site_id: site } : {} };
  const result = await keepSnapshot(
    name(meeting, site),
    ask(api.GET('/api/attendance/meetings/{meeting_id}/room-key', { params })),
  );
  if (result.ok) await learnClock(result.data.server_at);
  return result;
}

export async function loadRoomKey(
  meeting: string,
  site: string | null,
): Promise<RoomKey | undefined> {
  return (await snapshot<RoomKey>(name(meeting, site)))?.data;
}

/** How many have checked in, `undefined` without network or right to know. */
export async function countPresent(
  meeting: string,
  site: string | null,
): Promise<number | undefined> {
  const params = { path: { meeting_id: meeting } };
  const answer = await ask(api.GET('/api/attendance/meetings/{meeting_id}/board', { params }));
  if (!answer.ok || typeof answer.data === 'string') return undefined;
  const { present, sites } = answer.data;
  return site ? sites.find(({ id }) => id === site)?.present : present;
}
