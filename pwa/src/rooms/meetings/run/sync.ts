import { api, ask, type Result } from '#api/client.ts';
import { database } from '#offline/database.ts';
import { plans } from '../rows.ts';
import { callAgain, heard } from './calling.ts';
import { arrived, handOverAgain, settle } from './keeping.ts';
import { records, said, type MeetingRecord, type RecordRow } from './rows.ts';

const SOON = 24 * 3_600_000;
const UNCHANGED = 304;

/** Brings in the records of meetings that run, are about to, or were opened on this phone. */
export async function syncRecords(): Promise<Result<unknown>> {
  await handOverAgain();
  await callAgain();
  const known = await records.toArray();
  const wanted = new Set(
    known.filter(({ record }) => isRunning(record.state)).map(({ meeting_id }) => meeting_id),
  );
  for (const plan of await plans.toArray()) {
    const near = Math.abs(Date.parse(plan.starts_at) - Date.now()) < SOON;
    if (plan.state === 'open' || (plan.state === 'published' && near)) wanted.add(plan.id);
  }
  for (const id of wanted) {
    const answer = await bringRecord(id);
    if (!answer.ok && !('problem' in answer && answer.problem.status === 404)) return answer;
  }
  return { ok: true, data: undefined, etag: null };
}

/** Whether a record may still be written. */
export function isRunning(state: MeetingRecord['state']): boolean {
  return state === 'published' || state === 'open';
}

/** Brings one record; what this phone wrote and the server now shows is no draft any more. */
export async function bringRecord(id: string): Promise<Result<unknown>> {
  const [shown, told, before] = await Promise.all([arrived(id), heard(id), records.get(id)]);
  let date: string | null = null;
  let status = 0;
  const answer = await ask(
    api
      .GET('/api/meetings/{meeting_id}/record', {
        params: {
          path: { meeting_id: id },
          header: before?.etag ? { 'if-none-match': before.etag } : {},
        },
        cache: 'no-store',
      })
      .then((call) => {
        date = call.response.headers.get('Date');
        status = call.response.status;
        return call;
      }),
  );
  if (!answer.ok && status !== UNCHANGED) return answer;
  await database.transaction('rw', [records, said], async () => {
    const row = await records.get(id);
    const clock_off = measured(date) ?? row?.clock_off ?? null;
    if (answer.ok)
      await records.put(rowOf(answer.data as MeetingRecord, answer.etag, row, clock_off));
    else await records.update(id, { clock_off });
    await said.bulkDelete([...told]);
  });
  await settle(shown);
  return { ok: true, data: undefined, etag: null };
}

function rowOf(
  record: MeetingRecord,
  etag: string | null,
  before: RecordRow | undefined,
  clock_off: number | null,
): RecordRow {
  const opened_at = before?.opened_at ?? null;
  return { meeting_id: record.meeting_id, record, etag, opened_at, clock_off };
}

/** Seconds this phone is ahead of the server by its `Date` header, which counts whole seconds. */
function measured(date: string | null): number | null {
  const at = date === null ? NaN : Date.parse(date);
  return Number.isNaN(at) ? null : Math.round((Date.now() - at) / 1000);
}
