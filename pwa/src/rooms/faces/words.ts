import type { PlainKey } from '#i18n/index.svelte.ts';
import type { components } from '#api/schema.gen.ts';

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

/** The lists of the register. */
export const lists: Record<Schemas['RecordKind'], PlainKey> = {
  consents: 'faces.list_consents',
  deletions: 'faces.list_deletions',
  matches: 'faces.list_matches',
  confirmations: 'faces.list_confirmations',
  overrides: 'faces.list_overrides',
  accesses: 'faces.list_accesses',
};

/** What a line of the register says; actions of the audit have no word of their own here. */
export const acts: Partial<Record<string, PlainKey>> = {
  ...reasons,
  given: 'faces.act_given',
  withdrawn: 'faces.act_withdrawn',
  seen: 'faces.act_seen',
  turned: 'faces.act_turned',
  confirmed: 'faces.act_confirmed',
  undone: 'faces.act_undone',
  vouched: 'faces.act_vouched',
};
