import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { upload } from '#api/upload.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';

type Schemas = components['schemas'];
export type Conference = Schemas['ConferenceRead'];
export type ConferenceRequest = Schemas['ConferenceRequest'];
export type Seat = Schemas['SeatHolderRead'];
export type SeatRow = Schemas['SeatRowRead'];
export type SeatPreview = Schemas['SeatPreviewRead'];
export type OwnPlace = Schemas['OwnPlaceRead'];

const path = (meeting: string) => ({ path: { meeting_id: meeting } });
const placeName = (meeting: string) => `conferences.place.${meeting}`;

export const readConference = (meeting: string): Promise<Result<Conference>> =>
  ask(api.GET('/api/conferences/{meeting_id}', { params: path(meeting) }));

export const setUp = (
  { meeting_id, version }: Conference,
  body: ConferenceRequest,
): Promise<Result<Conference>> =>
  ask(
    api.PUT('/api/conferences/{meeting_id}', {
      params: { ...path(meeting_id), header: { 'if-match': `"${version}"` } },
      body,
    }),
  );

export const readSeats = (meeting: string): Promise<Result<Schemas['SeatsRead']>> =>
  ask(api.GET('/api/conferences/{meeting_id}/seats', { params: path(meeting) }));

/** Has a list from Excel looked through; nothing is written. */
export const previewSeats = (meeting: string, file: File): Promise<Result<SeatPreview>> =>
  upload<SeatPreview>({
    method: 'POST',
    path: `/api/conferences/${meeting}/seats/preview`,
    body: new Blob([file]),
  });

/** Puts the rows without a problem in force. */
export const applySeats = (
  meeting: string,
  rows: readonly SeatRow[],
): Promise<Result<Schemas['SeatsRead']>> =>
  ask(
    api.PUT('/api/conferences/{meeting_id}/seats', {
      params: path(meeting),
      body: { items: rows.filter(({ problem }) => !problem).map(requestOf) },
    }),
  );

function requestOf(row: SeatRow): Schemas['SeatRequest'] {
  const place = {
    delegation: row.delegation || null,
    site_id: row.site_id,
    seat: row.seat || null,
  };
  if (row.member_id) return { member_id: row.member_id, ...place };
  return { name: row.name, organization: row.organization || null, ...place };
}

export const renewBadge = (meeting: string, guest: string): Promise<Result<unknown>> =>
  ask(
    api.POST('/api/conferences/{meeting_id}/guests/{guest_id}/badge', {
      params: { path: { meeting_id: meeting, guest_id: guest } },
    }),
  );

export interface BadgeChoice {
  whose: 'guests' | 'all';
  layout: 'cards' | 'labels';
  site: string;
  delegation: string;
}

/** The address of the badges as sheets to print. */
export function badgesPath(
  meeting: string,
  { whose, layout, site, delegation }: BadgeChoice,
): string {
  const query = new URLSearchParams({ whose, layout });
  if (site) query.set('site_id', site);
  if (delegation) query.set('delegation_id', delegation);
  return `/api/conferences/${meeting}/badges.pdf?${query}`;
}

export async function loadOwnPlace(meeting: string): Promise<OwnPlace | undefined> {
  return (await snapshot<OwnPlace>(placeName(meeting)))?.data;
}

export const syncOwnPlace = (meeting: string): Promise<Result<OwnPlace>> =>
  keepSnapshot(
    placeName(meeting),
    ask(api.GET('/api/conferences/{meeting_id}/place', { params: path(meeting) })),
  );
