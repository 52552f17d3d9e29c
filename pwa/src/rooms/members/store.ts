import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { session } from '#lib/session.svelte.ts';
import { table } from '#offline/database.ts';
import { dropSnapshot, keepSnapshot, snapshot, type Snapshot } from '#offline/snapshots.ts';
import { leadsBranch } from '#rooms/organizations/index.ts';
import type { Member } from './people.ts';

export type DataRequest = components['schemas']['DataRequestRead'];

/** A member of the branch its secretary leads: what the list says, and its place in the roll. */
export interface BranchRow extends Member {
  place: number;
}

export const branchRows = table<BranchRow>('members_branch');

const REQUESTS = 'members.requests';
const HOLIDAYS = 'members.holidays';
const LIMIT = 200;
/** The list of holidays changes once a year (ms). */
const HOLIDAYS_LAST = 7 * 24 * 60 * 60_000;

const done: Result<undefined> = { ok: true, data: undefined, etag: null };

/** The members of the branch in the order of the roll; a query for `live`. */
export function storedBranch(): Promise<BranchRow[]> {
  return branchRows.orderBy('place').toArray();
}

/** Every page of a branch's list. */
export async function allOf(organization: string): Promise<Result<Member[]>> {
  const found: Member[] = [];
  let cursor: string | null = null;
  do {
    const query: { organization_id: string; limit: number; cursor?: string } = {
      organization_id: organization,
      limit: LIMIT,
      ...(cursor === null ? {} : { cursor }),
    };
    const answer = await ask(api.GET('/api/members', { params: { query } }));
    if (!answer.ok) return answer;
    found.push(...answer.data.items);
    cursor = answer.data.next_cursor;
  } while (cursor !== null);
  return { ok: true, data: found, etag: null };
}

/** Brings in the own branch whole: people who left are gone from the phone as well. */
export async function syncBranch(): Promise<Result<undefined>> {
  const person = session.current;
  if (!person?.branch || !leadsBranch(person)) {
    await branchRows.clear();
    return done;
  }
  const answer = await allOf(person.branch.id);
  if (!answer.ok) return answer;
  const rows = answer.data.map((member, place) => ({ ...member, place }));
  await branchRows.db.transaction('rw', branchRows, async () => {
    await branchRows.clear();
    await branchRows.bulkAdd(rows);
  });
  return done;
}

/** The requests under way, the most urgent first; a query for `live`. */
export async function storedRequests(): Promise<readonly DataRequest[] | undefined> {
  return (await snapshot<{ items: readonly DataRequest[] }>(REQUESTS))?.data.items;
}

export async function bringRequests(): Promise<Result<unknown>> {
  if (!session.may('members.handle_requests')) {
    await dropSnapshot(REQUESTS);
    return done;
  }
  await bringHolidays();
  const params = { query: { limit: LIMIT } };
  return keepSnapshot(REQUESTS, ask(api.GET('/api/members/requests', { params })));
}

/** Days on which no deadline counts; empty until they were brought in. */
export async function storedHolidays(): Promise<ReadonlySet<string>> {
  const days = (await keptHolidays())?.data.items[0]?.content.days;
  return new Set(Array.isArray(days) ? days.map(String) : []);
}

function keptHolidays(): Promise<Snapshot<components['schemas']['RuleSets']> | undefined> {
  return snapshot(HOLIDAYS);
}

/** Deadlines are computed by the server; the phone only counts the days that are left. */
async function bringHolidays(): Promise<void> {
  const kept = await keptHolidays();
  if (kept && Date.now() - kept.at < HOLIDAYS_LAST) return;
  const params = { query: { topic: 'public_holidays' } };
  await keepSnapshot(HOLIDAYS, ask(api.GET('/api/rule-sets', { params })));
}

/** The room's sync: the own branch, and requests that wait. */
export async function syncMembers(): Promise<Result<unknown>> {
  const branch = await syncBranch();
  if (!branch.ok && 'network' in branch) return branch;
  const requests = await bringRequests();
  return branch.ok ? requests : branch;
}
