import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { fromHex } from './bytes.ts';
import {
  isFresh,
  isSignedBy,
  MEMBER_STEP,
  readCode,
  withoutBreaks,
  type MemberCode,
} from './codes.ts';
import { firstScanOf, keepScan, type ScanRow } from './queue.ts';
import { openRow, rowTag, type ExpectedPerson } from './sealing.ts';
import type { Taken } from './taken.ts';

export type Bundle = components['schemas']['BundleRead'];

/** What the desk tells about one scan, at once and without network. */
export type Verdict =
  | { kind: 'in'; name: string; scan: ScanRow }
  | { kind: 'already'; name: string; at: number; scan: ScanRow }
  | { kind: 'already_elsewhere'; name: string; at: number; scan: ScanRow }
  | { kind: 'other_site'; name: string; scan: ScanRow }
  | { kind: 'expired'; name: string; scan: ScanRow }
  | { kind: 'forged' }
  | { kind: 'not_invited' }
  | { kind: 'room_code' }
  | { kind: 'not_ours' };

const name = (meeting: string) => `attendance.bundle.${meeting}`;

/** Brings in who is expected; the desk needs it once, before the network goes. */
export function syncBundle(meeting: string): Promise<Result<unknown>> {
  const params = { path: { meeting_id: meeting } };
  return keepSnapshot(
    name(meeting),
    ask(api.GET('/api/attendance/meetings/{meeting_id}/bundle', { params })),
  );
}

export async function loadBundle(meeting: string): Promise<Bundle | undefined> {
  return (await snapshot<Bundle>(name(meeting)))?.data;
}

/** Looks at a scanned or typed text and keeps the fact; `now` by the server's clock (ms). */
export async function takeCode(
  bundle: Bundle,
  site: string | null,
  text: string,
  now: number,
  others: Taken = new Map(),
): Promise<Verdict> {
  const code = readCode(text);
  if (!code) return { kind: 'not_ours' };
  if (code.kind === 'room') return { kind: 'room_code' };
  const person = await expected(bundle, code);
  if (!person) return { kind: 'not_invited' };
  if (!(await anyKeySigned(person, code, bundle.meeting_id))) return { kind: 'forged' };
  const before = await firstScanOf(bundle.meeting_id, person.member_id);
  const scan = await keepScan(
    {
      meeting_id: bundle.meeting_id,
      site_id: site,
      method: 'member_code',
      device_at: new Date().toISOString(),
      code: withoutBreaks(text),
    },
    { member_id: person.member_id, name: person.name, at: now },
  );
  if (!isFresh(code.counter, now, MEMBER_STEP)) return { kind: 'expired', name: person.name, scan };
  const seen = seenBefore(person, before, others, scan);
  if (seen) return seen;
  if (person.site_id && site && person.site_id !== site) {
    return { kind: 'other_site', name: person.name, scan };
  }
  return { kind: 'in', name: person.name, scan };
}

/** Takes somebody by hand. */
export async function takeByHand(
  meeting: string,
  site: string | null,
  person: { member_id: string; name: string },
  now: number,
  others: Taken = new Map(),
): Promise<Verdict> {
  const before = await firstScanOf(meeting, person.member_id);
  const scan = await keepScan(
    {
      meeting_id: meeting,
      site_id: site,
      method: 'hand',
      device_at: new Date().toISOString(),
      member_id: person.member_id,
    },
    { ...person, at: now },
  );
  return seenBefore(person, before, others, scan) ?? { kind: 'in', name: person.name, scan };
}

/** Whether somebody is in already, by this desk's own list or by what others told it. */
function seenBefore(
  { member_id, name }: { member_id: string; name: string },
  before: ScanRow | undefined,
  others: Taken,
  scan: ScanRow,
): Verdict | undefined {
  if (before) return { kind: 'already', name, at: before.at, scan };
  const at = others.get(member_id);
  return at === undefined ? undefined : { kind: 'already_elsewhere', name, at, scan };
}

/** The one row that the shown pseudonym opens. */
async function expected(bundle: Bundle, code: MemberCode): Promise<ExpectedPerson | null> {
  const tag = await rowTag(code.pseudonym);
  const row = bundle.rows.find((row) => row.tag === tag);
  return row ? openRow(code.pseudonym, fromHex(row.tag), fromHex(row.sealed)) : null;
}

async function anyKeySigned(
  person: ExpectedPerson,
  code: MemberCode,
  meeting: string,
): Promise<boolean> {
  for (const key of person.keys) {
    if (await isSignedBy(code, fromHex(key), meeting)) return true;
  }
  return false;
}
