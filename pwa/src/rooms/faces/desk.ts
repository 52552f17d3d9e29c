import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { upload } from '#api/upload.ts';

type Schemas = components['schemas'];
export type OwnFace = Schemas['OwnFaceRead'];
export type OwnEvent = Schemas['OwnEventRead'];
export type ConsentText = Schemas['ConsentTextRead'];
export type Hints = Schemas['HintsRead'];
export type Enrolled = Schemas['EnrolledRead'];
export type Look = Schemas['LookRead'];
export type Match = Schemas['MatchRead'];
export type Kiosk = Schemas['KioskRead'];
export type Offer = Schemas['OfferRead'];
export type Resemblance = Schemas['ResemblanceRead'];
export type Processing = Schemas['ProcessingRead'];
export type FaceRecord = Schemas['RecordRead'];
export type RecordKind = Schemas['RecordKind'];
export type Retention = Schemas['RetentionRead'];

/** Pictures go from the camera into the request and are kept nowhere: not in the phone's database, not in its cache. */
function send<T>(
  method: 'POST' | 'PUT',
  path: string,
  frames: readonly Blob[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<T>> {
  const body = new FormData();
  for (const frame of frames) body.append('frames', frame, 'frame.jpg');
  return upload<T>({ method, path: `/api/faces${path}`, body, headers });
}

export const readOwn = () => ask(api.GET('/api/faces/mine'));
export const readText = () => ask(api.GET('/api/faces/consent-text'));
const at = (meeting_id: string) => ({ params: { path: { meeting_id } } });
export const agree = (meeting: string, text_version: string) =>
  ask(
    api.PUT('/api/faces/meetings/{meeting_id}/consent', {
      ...at(meeting),
      body: { text_version },
    }),
  );
export const withdraw = (meeting: string) =>
  ask(api.DELETE('/api/faces/meetings/{meeting_id}/consent', at(meeting)));
export const remove = (meeting: string) =>
  ask(api.DELETE('/api/faces/meetings/{meeting_id}/template', at(meeting)));
export const hint = (meeting: string, frame: Blob) =>
  send<Hints>('POST', `/meetings/${meeting}/hints`, [frame]);
export const enrol = (meeting: string, frames: readonly Blob[]) =>
  send<Enrolled>('PUT', `/meetings/${meeting}/template`, frames);

const ownPhone = (meeting: string, scan: string) => `/meetings/${meeting}/confirmations/${scan}`;
export const lookAtOwner = (meeting: string, scan: string, frames: readonly Blob[]) =>
  send<Look>('POST', `${ownPhone(meeting, scan)}/looks`, frames);
export const confirmTurned = (
  meeting: string,
  scan: string,
  token: string,
  frames: readonly Blob[],
) => send<Look>('POST', `${ownPhone(meeting, scan)}/turns`, frames, { 'X-Face-Token': token });

export const readOffer = (meeting: string) =>
  ask(api.GET('/api/faces/meetings/{meeting_id}/offer', at(meeting)));
export const offer = (meeting: string, body: Schemas['OfferRequest']) =>
  ask(api.PUT('/api/faces/meetings/{meeting_id}/offer', { ...at(meeting), body }));
export const listKiosks = (meeting: string) =>
  ask(api.GET('/api/faces/meetings/{meeting_id}/kiosks', at(meeting)));
export const openKiosk = (meeting: string, body: Schemas['KioskRequest']) =>
  ask(api.POST('/api/faces/meetings/{meeting_id}/kiosks', { ...at(meeting), body }));
export const endKiosk = (kiosk_id: string) =>
  ask(api.POST('/api/faces/kiosks/{kiosk_id}/end', { params: { path: { kiosk_id } } }));
export const listResemblances = (meeting: string) =>
  ask(api.GET('/api/faces/meetings/{meeting_id}/resemblances', at(meeting)));
export const decide = (template_id: string, verdict: Schemas['Verdict']) =>
  ask(
    api.PUT('/api/faces/templates/{template_id}/verdict', {
      params: { path: { template_id } },
      body: { verdict },
    }),
  );

export const myKiosks = () => ask(api.GET('/api/faces/kiosks'));
export const look = (kiosk: string, frames: readonly Blob[]) =>
  send<Look>('POST', `/kiosks/${kiosk}/looks`, frames);
export const turn = (kiosk: string, token: string, frames: readonly Blob[]) =>
  send<Look>('POST', `/kiosks/${kiosk}/turns`, frames, { 'X-Face-Token': token });
export const vouch = (kiosk_id: string, token: string) =>
  ask(
    api.POST('/api/faces/kiosks/{kiosk_id}/vouches', {
      params: { path: { kiosk_id } },
      body: { token },
    }),
  );
export const lastMatches = (kiosk_id: string) =>
  ask(api.GET('/api/faces/kiosks/{kiosk_id}/matches', { params: { path: { kiosk_id } } }));
export const undo = (kiosk_id: string, scan_id: string) =>
  ask(
    api.DELETE('/api/faces/kiosks/{kiosk_id}/matches/{scan_id}', {
      params: { path: { kiosk_id, scan_id } },
    }),
  );
/** The ticket of a match, handed to the roll-call: one scan, answered like every other. */
export function handIn(meeting_id: string, found: Look) {
  const now = new Date().toISOString();
  const scan = {
    scan_id: found.scan_id,
    meeting_id,
    method: 'face',
    device_at: now,
    code: found.ticket,
  };
  return ask(api.POST('/api/attendance/scans', { body: { sent_at: now, items: [scan] } }));
}

export const readProcessing = () => ask(api.GET('/api/faces/register'));
export const listRecords = (kind: RecordKind, cursor?: string) =>
  ask(
    api.GET('/api/faces/register/{kind}', {
      params: { path: { kind }, query: cursor ? { cursor } : {} },
    }),
  );
export const retain = (dry_run: boolean) =>
  ask(api.POST('/api/faces/retention', { body: { dry_run } }));
