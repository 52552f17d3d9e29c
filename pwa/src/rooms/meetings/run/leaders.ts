import type { View } from './view.ts';

export type Office = 'chair' | 'clerk';

/** The member in an office: as written on this phone or in the record, else as planned; empty for nobody. */
export function leaderOf({ record, field }: View, office: Office): string {
  const written = field(`${office}_id`);
  const known = written.own || record.fields.some(({ name }) => name === `${office}_id`);
  return known ? written.value : (record[office]?.member_id ?? '');
}

/** Who may be chosen: everybody on the roll, and whoever holds the office from outside it. */
export function leadersOffered(
  { record, roll }: View,
  office: Office,
): { value: string; label: string }[] {
  const offered = roll.map(({ member_id, name }) => ({ value: member_id, label: name }));
  const present = record[office];
  if (!present?.member_id || offered.some(({ value }) => value === present.member_id)) {
    return offered;
  }
  return [{ value: present.member_id, label: present.name }, ...offered];
}
