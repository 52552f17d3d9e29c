import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { fromHex } from './bytes.ts';
import { learnClock } from './clock.ts';
import {
  isFresh,
  isSignedBy,
  MEMBER_STEP,
  readCode,
  withoutBreaks,
  type MemberCode,
} from './codes.ts';
import { firstScanOf, keepScan } from './queue.ts';
import type { ScanRow } from './sending.ts';
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
  | { kind: 'set_aside'; name: string; scan: ScanRow }
  | { kind: 'forged' }
  | { kind: 'not_invited'; scan: ScanRow }
  | { kind: 'room_code' }
  /** This phone could not write it down, as when its storage is full: nobody knows of it. */
  | { kind: 'not_kept' }
  | { kind: 'not_ours' };

const name = (meeting: string, site: string | null) =>
  `attendance.bundle.${meeting}.${site ?? 'all'}`;

/** Brings in who is expected at a site; the desk needs it once, before the network goes. */
export async function syncBundle(meeting: string, site: string | null): Promise<Result<Bundle>> {
  const params = { path: { meeting_id: meeting }, query: site ? { site_id: site } : {} };
  const result = await keepSnapshot(
    name(meeting, site),
    ask(api.GET('/api/attendance/meetings/{meeting_id}/bundle', { params })),
  );
  if (result.ok) await learnClock(result.data.server_at);
  return result;
}

export async function loadBundle(
  meeting: string,
  site: string | null,
): Promise<Bundle | undefined> {
  return (await snapshot<Bundle>(name(meeting, site)))?.data;
}

/** Looks at a scanned or typed text and keeps the fact; `now` by the server's clock (ms). */
export async function takeCode(
  bundle: Bundle,
  text: string,
  now: number,
  others: Taken = new Map(),
): Promise<Verdict> {
  const code = readCode(text);
  if (!code) return { kind: 'not_ours' };
  if (code.kind === 'room') return { kind: 'room_code' };
  const request = {
    meeting_id: bundle.meeting_id,
    site_id: bundle.site_id,
    method: 'member_code' as const,
    device_at: new Date().toISOString(),
    code: withoutBreaks(text),
  };
  const person = await expected(bundle, code);
  if (!person) {
    // Perhaps of another site, or asked to come a moment ago: the server knows all of them.
    const scan = await keepScan(request, { member_id: null, name: null, at: now });
    return { kind: 'not_invited', scan };
  }
  if (!(await anyKeySigned(person, code, bundle.meeting_id))) return { kind: 'forged' };
  const before = await firstScanOf(bundle.meeting_id, person.member_id);
  const { member_id, name } = person;
  const scan = await keepScan(request, { member_id, name, at: now });
  if (!isFresh(code.counter, now, MEMBER_STEP)) return { kind: 'expired', name, scan };
  const seen = seenBefore(person, before, others, scan);
  if (seen) return seen;
  const elsewhere = person.site_id !== null && person.site_id !== bundle.site_id;
  return { kind: elsewhere ? 'other_site' : 'in', name, scan };
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

/** What the server's answer makes of a verdict: it knows every site and every desk. */
export function answered(verdict: Verdict, { answer, name, state }: ScanRow): Verdict {
  if (state === 'quarantined' && (verdict.kind === 'in' || verdict.kind === 'other_site')) {
    return { kind: 'set_aside', name: verdict.name, scan: verdict.scan };
  }
  if (!('scan' in verdict) || !answer || !name) return verdict;
  const { scan } = verdict;
  if (verdict.kind === 'not_invited') {
    const known = answer.outcome !== 'refused' && !answer.flags.includes('not_invited');
    const kind = answer.flags.includes('other_site') ? 'other_site' : 'in';
    return known ? { kind, name, scan } : verdict;
  }
  if (verdict.kind === 'in' && answer.outcome === 'already' && answer.came_at) {
    return { kind: 'already_elsewhere', name, at: Date.parse(answer.came_at), scan };
  }
  return verdict;
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
