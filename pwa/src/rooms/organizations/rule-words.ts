import { labelText, t } from '#i18n/index.svelte.ts';
import { dateOf } from '#lib/dates.ts';
import { numberOf } from '#lib/numbers.ts';
import { isDay, isList, type Json } from './rules.ts';

/** The name of a rule's field in words; rule files may bring fields this version has no word for. */
export function fieldWord(name: string): string {
  return labelText(`organizations.field_${name}`) ?? name.replaceAll('_', ' ');
}

/** A single value as it is read, or a few of them in a row. */
export function valueWord(value: Json): string {
  if (typeof value === 'number') return numberOf(value, 2);
  if (typeof value === 'boolean') return t(value ? 'organizations.yes' : 'organizations.no');
  if (isList(value) && value.length > 0) return value.map(valueWord).join(', ');
  if (isDay(value)) return dateOf(value);
  if (typeof value !== 'string' || value === '') return '–';
  return codeWord(value) ?? value;
}

/** What a code stands for, when it is one. */
export function codeWord(code: string): string | undefined {
  return labelText(`organizations.code_${code}`);
}
