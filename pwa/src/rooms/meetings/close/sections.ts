import { t } from '#i18n/index.svelte.ts';
import type { Section } from './desk.ts';

/** What a section is called where it is edited; the first and the last of a paper have no heading. */
export function nameOf({ heading, key }: Section): string {
  if (heading) return heading;
  return t(key === 'opening' ? 'reports.opening_part' : 'reports.closing_part');
}

/** The lines that hold something. */
export const paragraphs = (text: string): string[] =>
  text.split('\n').filter((line) => line.trim() !== '');
