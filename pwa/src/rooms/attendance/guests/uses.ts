import { table } from '#offline/database.ts';
import type { Snapshot } from '#offline/snapshots.ts';

/** When each guest's badge was used at this desk (ms, by the server's clock), by meeting. */
type Uses = Readonly<Record<string, readonly number[]>>;

const rows = table<Snapshot<Uses>>('snapshots');
const name = (meeting: string) => `attendance.badge_uses.${meeting}`;

/** The first use since a moment; `undefined` when there was none here. */
export async function firstUse(
  meeting: string,
  guest: string,
  since: number,
): Promise<number | undefined> {
  const uses = (await rows.get(name(meeting)))?.data[guest] ?? [];
  return uses.find((at) => at >= since);
}

export async function keepUse(meeting: string, guest: string, at: number): Promise<void> {
  await rows.db.transaction('rw', rows, async () => {
    const uses = (await rows.get(name(meeting)))?.data ?? {};
    const data = { ...uses, [guest]: [...(uses[guest] ?? []), at] };
    await rows.put({ name: name(meeting), data, at: Date.now() });
  });
}
