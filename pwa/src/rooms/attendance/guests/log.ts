import { discarded, outbox, type OutboxRow } from '#offline/outbox.ts';
import { table } from '#offline/database.ts';
import type { Snapshot } from '#offline/snapshots.ts';
import type { ScanRow } from '../sending.ts';

/** A guest taken at this desk; the id is that of the outbox's row. */
interface Entry {
  scan_id: string;
  name: string;
  /** ms since 1970, by the server's clock */
  at: number;
}

/** What a desk's lists show of a scan, of a member or of a guest. */
export type DeskScan = Pick<ScanRow, 'scan_id' | 'name' | 'at' | 'state'> & {
  answer: { refusal?: string | null } | null;
  request?: Pick<ScanRow['request'], 'method'>;
};

const rows = table<Snapshot<readonly Entry[]>>('snapshots');
const name = (meeting: string) => `attendance.guest_scans.${meeting}`;

/** Writes down whom this desk took, for its own list. */
export async function keepGuestScan(meeting: string, entry: Entry): Promise<void> {
  await rows.db.transaction('rw', rows, async () => {
    const entries = (await rows.get(name(meeting)))?.data ?? [];
    await rows.put({ name: name(meeting), data: [...entries, entry], at: Date.now() });
  });
}

/** The guests this desk took and how their sending stands, newest first. */
export async function guestScans(meeting: string): Promise<DeskScan[]> {
  const entries = (await rows.get(name(meeting)))?.data ?? [];
  const waiting = await outbox.bulkGet(entries.map(({ scan_id }) => scan_id));
  const given_up = await discarded();
  return entries
    .map((entry, at) => ({ ...entry, ...standing(waiting[at], given_up.has(entry.scan_id)) }))
    .toSorted((a, b) => b.at - a.at);
}

function standing(
  row: OutboxRow | undefined,
  given_up: boolean,
): Pick<DeskScan, 'state' | 'answer'> {
  if (row?.refusal) return { state: 'quarantined', answer: { refusal: row.refusal.code } };
  if (row) return { state: 'waiting', answer: null };
  return { state: given_up ? 'undone' : 'sent', answer: null };
}
