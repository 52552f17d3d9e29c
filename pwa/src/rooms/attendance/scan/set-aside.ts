import { errorText } from '#i18n/index.svelte.ts';
import { timeOf } from '#lib/dates.ts';
import type { ScanRow } from '../sending.ts';

const UNREADABLE = 'attendance.unreadable';

/** When a scan was taken and why the server refused it; a report it could not read has no answer of its own. */
export function whySetAside({ at, answer }: Pick<ScanRow, 'at' | 'answer'>): string {
  const why = errorText(answer?.refusal ?? UNREADABLE) ?? errorText(UNREADABLE) ?? '';
  return `${timeOf(at)} · ${why}`;
}
