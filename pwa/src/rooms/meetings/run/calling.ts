import { exchange } from '#offline/exchange.svelte.ts';
import { pending } from '#offline/outbox.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { meetingPath, records, said, type Attendance, type RollEntry, type Said } from './rows.ts';

/** One statement to be made about one member. */
export interface Statement {
  member_id: string;
  status: Attendance;
  reason: string | null;
}

/** Came, whenever and however. */
export const CAME: readonly Attendance[] = ['present', 'late', 'online'];

/** "All present except": everybody not called yet; what is proposed (excused, exempt) is taken over. */
export function everybodyElse(roll: readonly RollEntry[]): Statement[] {
  return roll
    .filter(({ status }) => status === null)
    .map((entry) => ({
      member_id: entry.member_id,
      status: entry.proposed ?? 'present',
      reason: entry.proposed ? entry.reason : null,
    }));
}

/** Keeps statements of one act on the phone and sends them together. */
export async function call(meeting_id: string, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return;
  const roll = withSaid(
    (await records.get(meeting_id))?.record.roll ?? [],
    await said.where('meeting_id').equals(meeting_id).toArray(),
  );
  const seen = new Map(roll.map((entry) => [entry.member_id, entry.fact_id]));
  const act = uuid7();
  const rows = statements.map((statement): Said => ({
    ...statement,
    id: uuid7(),
    meeting_id,
    at: Date.now(),
    queued: false,
    act,
    after_id: seen.get(statement.member_id) ?? null,
  }));
  await said.bulkPut(rows);
  await handOver(meeting_id, rows);
}

/** Hands over acts that an interrupted phone kept and did not get on their way. */
export async function callAgain(): Promise<void> {
  const left = await said.filter(({ queued }) => !queued).toArray();
  for (const act of new Set(left.map((row) => row.act))) {
    const rows = left.filter((row) => row.act === act);
    if (rows[0]) await handOver(rows[0].meeting_id, rows);
  }
}

async function handOver(meeting_id: string, rows: readonly Said[]): Promise<void> {
  await exchange.send({
    id: rows[0]?.act ?? uuid7(),
    method: 'POST',
    path: `${meetingPath(meeting_id)}/roll`,
    body: {
      facts: rows.map(({ id, member_id, status, reason, after_id }) => ({
        id,
        member_id,
        status,
        reason,
        after_id,
      })),
      phone_at: new Date().toISOString(),
      clock_off: (await records.get(meeting_id))?.clock_off ?? null,
    },
    room: 'meetings',
    label_key: 'minutes.sends_roll',
    label_values: { count: rows.length },
  });
  await said.bulkUpdate(rows.map(({ id }) => ({ key: id, changes: { queued: true } })));
}

/** Statements that have reached the server: asked before the record is fetched. */
export async function heard(meeting_id: string): Promise<readonly string[]> {
  const waiting = new Set((await pending()).map(({ id }) => id));
  const own = await said.where('meeting_id').equals(meeting_id).toArray();
  return own.filter((row) => row.queued && !waiting.has(row.act)).map(({ id }) => id);
}

/** The roll with what this phone said on top, the last word last. */
export function withSaid(roll: readonly RollEntry[], waiting: readonly Said[]): RollEntry[] {
  const last = new Map<string, Said>();
  for (const row of [...waiting].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    last.set(row.member_id, row);
  }
  return roll.map((entry) => {
    const own = last.get(entry.member_id);
    if (!own) return entry;
    const { status, reason, id } = own;
    return { ...entry, status, reason, fact_id: id, method: 'hand' as const, also_said: null };
  });
}
