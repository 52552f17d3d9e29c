import type { components } from '#api/schema.gen.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import type { FormValues } from '#lib/conflict.ts';
import type { IconName } from '#ui/icons.ts';
import type { Tone } from '#ui/tones.ts';

type Schemas = components['schemas'];
export type Member = Schemas['MemberRead'];
export type MemberCard = Schemas['MemberCard'];
export type MemberHistory = Schemas['MemberHistory'];
export type State = Member['state'];
export type Transfer = Schemas['TransferRead'];
export type ExemptionKind = Schemas['ExemptionRead']['kind'];
export type Duplicate = Schemas['DuplicateRead'];

interface Look {
  word: PlainKey;
  tone: Tone | 'plain';
  icon?: IconName;
}

/** How each state is shown; the `Record` does not compile when one is missing. */
export const states: Readonly<Record<State, Look>> = {
  official: { word: 'members.state_official', tone: 'ok' },
  probationary: { word: 'members.state_probationary', tone: 'info' },
  temporary_here: { word: 'members.state_temporary_here', tone: 'info' },
  temporary_away: { word: 'members.state_temporary_away', tone: 'plain' },
  exempt: { word: 'members.state_exempt', tone: 'plain' },
  suspended: { word: 'members.state_suspended', tone: 'warn', icon: 'warn' },
  detained: { word: 'members.state_detained', tone: 'warn', icon: 'warn' },
  transferred: { word: 'members.state_transferred', tone: 'plain' },
  removed: { word: 'members.state_removed', tone: 'refused', icon: 'close' },
  expelled: { word: 'members.state_expelled', tone: 'refused', icon: 'close' },
  dead: { word: 'members.state_dead', tone: 'plain' },
  merged: { word: 'members.state_merged', tone: 'plain', icon: 'merge' },
};

export const STATES = Object.keys(states) as State[];

/** Cards of those who left are kept and take no changes. */
const LEFT: readonly State[] = ['transferred', 'removed', 'expelled', 'dead', 'merged'];
export const hasLeft = (state: State): boolean => LEFT.includes(state);

/** States somebody sets by hand; the others come about by a transfer, an exemption or a merge. */
export function settable(present: State): State[] {
  const byOtherActions: readonly State[] = ['transferred', 'merged', 'exempt', present];
  return STATES.filter((state) => !byOtherActions.includes(state));
}

export const EXEMPTIONS: readonly ExemptionKind[] = [
  'age',
  'health',
  'treatment',
  'abroad',
  'lone_work',
  'mobile_work',
  'before_retirement',
  'maternity',
];

/** What a form edits. The card number is never sent out: typed, it replaces the one on the card. */
export const FIELDS = [
  'full_name',
  'birth_on',
  'sex',
  'admitted_on',
  'official_on',
  'card_number',
  'phone',
  'email',
] as const;
export type Field = (typeof FIELDS)[number];

export function valuesOf(card: MemberCard): FormValues {
  return {
    full_name: card.full_name,
    birth_on: card.birth_on,
    sex: card.sex,
    admitted_on: card.admitted_on,
    official_on: card.official_on ?? '',
    card_number: '',
    phone: card.phone ?? '',
    email: card.email ?? '',
  };
}

export const EMPTY: FormValues = Object.fromEntries(FIELDS.map((field) => [field, '']));

const CARD = /^\d{12}$/;
const PHONE = /^0(?:[35789]\d{8}|2\d{9})$/;
const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** As the server's `fields.py`: what every mail server takes. */
const EMAIL = new RegExp(`^(?=.{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`);

/** `+84 912 345 678` → `0912345678`, as the server keeps it. */
export function tidyPhone(typed: string): string {
  return typed.replace(/[\s.()-]/g, '').replace(/^(?:\+|00)84/, '0');
}

/** What is wrong with a form, by field; the server checks again. */
export function wrongFields(values: FormValues, today: string): Partial<Record<Field, PlainKey>> {
  const wrong: Partial<Record<Field, PlainKey>> = {};
  const { full_name = '', birth_on = '', sex = '', admitted_on = '', official_on = '' } = values;
  const { card_number = '', phone = '', email = '' } = values;
  if (full_name.trim().length < 2) wrong.full_name = 'members.name_needed';
  if (!birth_on) wrong.birth_on = 'members.birth_needed';
  if (!sex) wrong.sex = 'members.sex_needed';
  if (!admitted_on) wrong.admitted_on = 'members.admitted_needed';
  else if (admitted_on > today) wrong.admitted_on = 'members.day_ahead';
  else if (birth_on && admitted_on <= birth_on) wrong.admitted_on = 'members.admitted_early';
  if (official_on && official_on > today) wrong.official_on = 'members.day_ahead';
  else if (official_on && official_on < admitted_on) wrong.official_on = 'members.official_early';
  if (card_number && !CARD.test(card_number)) wrong.card_number = 'members.card_wrong';
  if (phone && !PHONE.test(tidyPhone(phone))) wrong.phone = 'members.phone_wrong';
  if (email && !EMAIL.test(email.trim())) wrong.email = 'members.email_wrong';
  return wrong;
}
