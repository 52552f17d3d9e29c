import type { components } from '#api/schema.gen.ts';
import { t, type PlainKey } from '#i18n/index.svelte.ts';
import { whenOf } from '#lib/dates.ts';

type Schemas = components['schemas'];

/** Why something was deleted. */
export const reasons: Record<Schemas['Reason'], PlainKey> = {
  withdrawn: 'faces.reason_withdrawn',
  own_wish: 'faces.reason_own_wish',
  replaced: 'faces.reason_replaced',
  refused: 'faces.reason_refused',
  event_over: 'faces.reason_event_over',
  not_offered: 'faces.reason_not_offered',
  left: 'faces.reason_left',
};

/** How somebody is greeted who is not called by name. */
export const titles: Record<Schemas['Title'], PlainKey> = {
  chair: 'faces.title_chair',
  clerk: 'faces.title_clerk',
  delegate: 'faces.title_delegate',
  supervisor: 'faces.title_supervisor',
  guest: 'faces.title_guest',
};

/** As what somebody came, for the attendant. */
export const standings: Record<Schemas['Title'], PlainKey> = {
  chair: 'faces.as_chair',
  clerk: 'faces.as_clerk',
  delegate: 'faces.as_delegate',
  supervisor: 'faces.as_supervisor',
  guest: 'faces.as_guest',
};

/** The lists of the register. */
export const lists: Record<Schemas['RecordKind'], PlainKey> = {
  consents: 'faces.list_consents',
  deletions: 'faces.list_deletions',
  matches: 'faces.list_matches',
  confirmations: 'faces.list_confirmations',
  overrides: 'faces.list_overrides',
  accesses: 'faces.list_accesses',
};

/** What a line of the register says. */
export const acts: Partial<Record<string, PlainKey>> = {
  ...reasons,
  given: 'faces.act_given',
  withdrawn: 'faces.act_withdrawn',
  seen: 'faces.act_seen',
  turned: 'faces.act_turned',
  confirmed: 'faces.act_confirmed',
  undone: 'faces.act_undone',
  vouched: 'faces.act_vouched',
  'faces.register_read': 'faces.did_register_read',
  'faces.consented': 'faces.act_given',
  'faces.withdrew': 'faces.act_withdrawn',
  'faces.enrolled': 'faces.did_enrolled',
  'faces.offered': 'faces.did_offered',
  'faces.not_offered': 'faces.did_not_offered',
  'faces.kiosk_granted': 'faces.did_kiosk_granted',
  'faces.kiosk_revoked': 'faces.did_kiosk_revoked',
  'faces.undone': 'faces.act_undone',
  'faces.resemblance_decided': 'faces.did_resemblance_decided',
  'faces.retention_run': 'faces.did_retention_run',
  'faces.key_rotated': 'faces.did_key_rotated',
};

const details: Partial<Record<string, PlainKey>> = {
  ...lists,
  processing: 'faces.processing',
  keep: 'faces.doubt_keep',
  refuse: 'faces.doubt_refuse',
};

/** A line of the register under its word: when, who, at which meeting, and what more there is to say. */
export function detailOf(row: Schemas['RecordRead']): string {
  const word = details[row.details];
  const more = word ? t(word) : row.details;
  return [whenOf(row.at), row.member_name, row.meeting_title, more].filter(Boolean).join(' · ');
}
