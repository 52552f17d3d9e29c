import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';

type RoomKey = components['schemas']['RoomKeyRead'];

const name = (meeting: string) => `attendance.room_key.${meeting}`;

/** Brings in the key of a room; the screen needs it once, before the network goes. */
export function syncRoomKey(meeting: string): Promise<Result<unknown>> {
  const params = { path: { meeting_id: meeting } };
  return keepSnapshot(
    name(meeting),
    ask(api.GET('/api/attendance/meetings/{meeting_id}/room-key', { params })),
  );
}

export async function loadRoomKey(meeting: string): Promise<RoomKey | undefined> {
  return (await snapshot<RoomKey>(name(meeting)))?.data;
}

/** How many have checked in, `undefined` without network or right to know. */
export async function countPresent(meeting: string): Promise<number | undefined> {
  const params = { path: { meeting_id: meeting } };
  const answer = await ask(api.GET('/api/attendance/meetings/{meeting_id}', { params }));
  return answer.ok ? answer.data.present.length : undefined;
}
