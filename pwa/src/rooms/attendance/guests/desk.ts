import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { exchange } from '#offline/exchange.svelte.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { fromHex } from '../bytes.ts';
import { readCode } from '../codes.ts';
import { openSealed, rowTag } from '../sealing.ts';
import { readBadge } from './badge.ts';
import { keepGuestScan } from './log.ts';
import { firstUse, keepUse } from './uses.ts';

export type GuestDesk = components['schemas']['ConferenceDeskRead'];
type Bytes = NonNullable<ReturnType<typeof readBadge>>;

/** The row that a badge opens. */
interface GuestRow {
  guest_id: string;
  name: string;
  organization: string | null;
  site_id: string | null;
  delegation: string | null;
  seat: string | null;
  withdrawn: boolean;
}

/** Where somebody belongs, shown beside the green. */
export interface Place {
  seat: string | null;
  delegation: string | null;
}

/** What the desk tells about a badge or a new guest, at once and without network. */
export type GuestVerdict =
  | { kind: 'in' | 'other_site' | 'withdrawn'; guest: Place & { name: string } }
  | { kind: 'already'; guest: Place & { name: string }; at: number }
  | { kind: 'unknown' };

/** The doors of a session open so long before it (ms), as on the server. */
const DOORS_OPEN = 90 * 60_000;
const name = (meeting: string) => `attendance.guests.${meeting}`;

/** Brings in badges, seats and sessions; the desk needs them once, before the network goes. */
export function syncGuestDesk(meeting: string): Promise<Result<unknown>> {
  const params = { path: { meeting_id: meeting } };
  return keepSnapshot(
    name(meeting),
    ask(api.GET('/api/conferences/{meeting_id}/desk', { params })),
  );
}

export async function loadGuestDesk(meeting: string): Promise<GuestDesk | undefined> {
  return (await snapshot<GuestDesk>(name(meeting)))?.data;
}

/** Where the member of a shown code belongs; `null` when no place was given. */
export async function placeOf(desk: GuestDesk, text: string): Promise<Place | null> {
  const code = readCode(text);
  return code?.kind === 'member' ? openedBy<Place>(desk, code.pseudonym) : null;
}

/** Looks at a badge and keeps the fact; `now` by the server's clock (ms). */
export async function takeBadge(
  desk: GuestDesk,
  site: string | null,
  text: string,
  now: number,
): Promise<GuestVerdict> {
  const token = readBadge(text);
  const guest = token ? await openedBy<GuestRow>(desk, token) : null;
  if (!guest) return { kind: 'unknown' };
  const scan_id = uuid7();
  await keep(
    desk.meeting_id,
    `guest-scans/${scan_id}`,
    { scan_id, name: guest.name, at: now },
    {
      code: text.replaceAll(/[\r\n\t]/g, ''),
      site_id: site,
      ...taken(now),
    },
  );
  if (guest.withdrawn) return { kind: 'withdrawn', guest };
  const before = await firstUse(desk.meeting_id, guest.guest_id, doorsOf(desk, now));
  if (before !== undefined) return { kind: 'already', guest, at: before };
  await keepUse(desk.meeting_id, guest.guest_id, now);
  if (guest.site_id && site && guest.site_id !== site) return { kind: 'other_site', guest };
  return { kind: 'in', guest };
}

export interface NewGuest {
  name: string;
  organization: string;
  phone: string;
}

/** Writes a guest down who is here now; kept on this phone until the network is back. */
export async function registerGuest(
  meeting: string,
  site: string | null,
  guest: NewGuest,
  now: number,
): Promise<GuestVerdict> {
  const id = uuid7();
  await keep(
    meeting,
    `guests/${id}`,
    { scan_id: id, name: guest.name, at: now },
    {
      name: guest.name,
      organization: guest.organization || null,
      phone: guest.phone || null,
      site_id: site,
      taken: taken(now),
    },
  );
  await keepUse(meeting, id, now);
  return { kind: 'in', guest: { name: guest.name, seat: null, delegation: null } };
}

/** When it was taken by this phone's clock, and how far that is ahead of the server's (s). */
function taken(now: number): { device_at: string; clock_off: number } {
  const mine = Date.now();
  return { device_at: new Date(mine).toISOString(), clock_off: Math.round((mine - now) / 1000) };
}

/** Kept to be sent, and in the desk's own list; who stands at the desk does not wait for the server. */
async function keep(
  meeting: string,
  path: string,
  entry: Parameters<typeof keepGuestScan>[1],
  body: Record<string, unknown>,
): Promise<void> {
  await exchange.keep({
    id: entry.scan_id,
    method: 'PUT',
    path: `/api/conferences/${meeting}/${path}`,
    body,
    room: 'attendance',
    label_key: 'conferences.guest_label',
  });
  await keepGuestScan(meeting, entry);
}

/** Since when a badge counts as used: the opening of the doors of the session that is on. */
function doorsOf(desk: GuestDesk, now: number): number {
  const begun = desk.sessions.map(({ starts_at }) => Date.parse(starts_at) - DOORS_OPEN);
  return Math.max(0, ...begun.filter((at) => at <= now));
}

async function openedBy<Row>(desk: GuestDesk, secret: Bytes): Promise<Row | null> {
  const tag = await rowTag(secret);
  const row = desk.rows.find((one) => one.tag === tag);
  return row ? openSealed<Row>(secret, fromHex(row.tag), fromHex(row.sealed)) : null;
}
