import type { components } from '#api/schema.gen.ts';
import type { FormValues } from '#lib/conflict.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import type { Session } from '#lib/session.svelte.ts';
import type { Tone } from '#ui/tones.ts';
import { reaches } from './reach.ts';

export type Detail = components['schemas']['OrganizationDetail'];
export type Position = Detail['positions'][number];
export type Change = Detail['history'][number];
export type Role = components['schemas']['Role'];

/** What somebody may do here, as far as the phone can tell; the server has the last word. */
export interface Rights {
  edit: boolean;
  found: boolean;
  restructure: boolean;
  positions: boolean;
  rules: boolean;
  members: boolean;
}

export function rightsAt(person: Session, detail: Detail): Rights {
  const lineage = detail.lineage.map(({ id }) => id);
  const here = reaches(person, [...lineage, detail.id]);
  const open = detail.ended_on === null;
  const may = (permission: Session['permissions'][number]) =>
    here && person.permissions.includes(permission);
  const edit = may('organizations.edit') && open;
  return {
    edit,
    found: edit,
    // Moving, merging, splitting and ending are decided by the organisation above.
    restructure: edit && detail.parent_id !== null && reaches(person, lineage),
    positions: may('organizations.edit_positions') && open,
    rules: may('organizations.edit_rules') && open,
    members: may('members.read'),
  };
}

export const ROLES: readonly Role[] = [
  'secretary',
  'deputy',
  'committee_member',
  'office_staff',
  'organiser',
  'reception',
  'data_protection_officer',
  'auditor',
  'administrator',
];

/** The leaders first, as at the head table; then by name of the holder as the server lists them. */
export function byRank(positions: readonly Position[]): Position[] {
  return [...positions].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

/** The fields somebody edits, as the form holds them. */
export function valuesOf({ name, short_name, code, place }: Detail): FormValues {
  return { name, short_name: short_name ?? '', code: code ?? '', place: place ?? '' };
}

const CODE = /^\d{2}(\.\d{3}){4}$/;

/** Empty, or fourteen digits as `38.168.053.000.001`. */
export function isCode(code: string): boolean {
  return code === '' || CODE.test(code);
}

/** Fourteen digits typed in any way become the written form; anything else stays as it is. */
export function tidyCode(typed: string): string {
  const digits = typed.replace(/\D/g, '');
  if (digits.length !== 14) return typed.trim();
  return `${digits.slice(0, 2)}.${(digits.slice(2).match(/\d{3}/g) ?? []).join('.')}`;
}

interface ChangeLook {
  word: PlainKey;
  tone: Tone | 'plain';
}

export const changes: Readonly<Record<Change['change'], ChangeLook>> = {
  created: { word: 'organizations.change_created', tone: 'ok' },
  renamed: { word: 'organizations.change_renamed', tone: 'info' },
  moved: { word: 'organizations.change_moved', tone: 'info' },
  merged_into: { word: 'organizations.change_merged_into', tone: 'warn' },
  split_from: { word: 'organizations.change_split_from', tone: 'info' },
  ended: { word: 'organizations.change_ended', tone: 'warn' },
};
