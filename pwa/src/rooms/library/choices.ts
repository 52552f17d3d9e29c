import type { DocumentRow } from './rows.ts';

export interface Choice {
  value: string;
  label: string;
}

const collator = new Intl.Collator('vi');

function distinct(pairs: readonly (readonly [string, string])[]): Choice[] {
  return Array.from(new Map(pairs), ([value, label]) => ({ value, label })).sort((a, b) =>
    collator.compare(a.label, b.label),
  );
}

/** What the phone's documents can be narrowed by; years newest first. */
export function choices(
  documents: readonly DocumentRow[],
): Readonly<Record<'type' | 'issuer' | 'year', Choice[]>> {
  const years = documents.flatMap(({ issued_on }) => (issued_on ? [issued_on.slice(0, 4)] : []));
  return {
    type: distinct(documents.map(({ type, type_name }) => [type, type_name])),
    issuer: distinct(documents.map(({ issuer_name }) => [issuer_name, issuer_name])),
    year: distinct(years.map((year) => [year, year])).reverse(),
  };
}
