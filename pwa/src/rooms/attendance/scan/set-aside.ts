import { errorText } from '#i18n/index.svelte.ts';
import { timeOf } from '#lib/dates.ts';
import type { DeskScan } from '../guests/log.ts';

const UNREADABLE = 'attendance.unreadable';

/** When a scan was taken and why the server refused it; a report it could not read has no answer of its own. */
export function whySetAside({ at, answer }: Pick<DeskScan, 'at' | 'answer'>): string {
  const why = errorText(answer?.refusal ?? UNREADABLE) ?? errorText(UNREADABLE) ?? '';
  return `${timeOf(at)} · ${why}`;
}
