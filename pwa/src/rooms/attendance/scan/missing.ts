import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';

export type Missing = components['schemas']['MissingRead'];
type Attendance = components['schemas']['AttendanceRead'];

const name = (meeting: string) => `attendance.list.${meeting}`;

/** Brings in who is still missing, for those who may take people by name. */
export function syncMissing(meeting: string): Promise<Result<unknown>> {
  const params = { path: { meeting_id: meeting } };
  return keepSnapshot(
    name(meeting),
    ask(api.GET('/api/attendance/meetings/{meeting_id}', { params })),
  );
}

/** Who was missing when last asked; `undefined` when this phone was never told. */
export async function loadMissing(meeting: string): Promise<readonly Missing[] | undefined> {
  return (await snapshot<Attendance>(name(meeting)))?.data.missing;
}
