import { t, type PlainKey } from '#i18n/index.svelte.ts';
import { dateOf } from '#lib/dates.ts';
import type { Tone } from '#ui/tones.ts';
import type { AbsenceWarning, Fact, SheetRow } from './desk.ts';

/** How each answer of the roll is said and coloured. */
export const statuses: Readonly<
  Record<NonNullable<SheetRow['status']>, { word: PlainKey; tone: Tone }>
> = {
  present: { word: 'sheets.present', tone: 'ok' },
  online: { word: 'minutes.online', tone: 'ok' },
  late: { word: 'sheets.late', tone: 'warn' },
  excused: { word: 'sheets.excused', tone: 'info' },
  exempt: { word: 'sheets.exempt', tone: 'info' },
  unexcused: { word: 'sheets.unexcused', tone: 'refused' },
};

/** Flags that speak for nothing worse than having held the phone oneself. */
export const flagTones: Readonly<Partial<Record<Fact['flags'][number], Tone>>> = {
  late: 'info',
  near: 'ok',
  self: 'info',
};

/** Why a scan counts or does not, as the decision is kept. */
export const reasons = {
  member: { confirm: 'sheets.confirm_reason', refuse: 'sheets.refuse_reason' },
  guest: { confirm: 'sheets.guest_confirm_reason', refuse: 'sheets.guest_refuse_reason' },
} as const;

/** `Ghi tên (Nguyễn Văn A)`, `Mã của đảng viên` */
export function wayText({ method, marked_by }: SheetRow): string {
  if (!method) return '–';
  if (method === 'hand' && marked_by) return t('sheets.way_hand_by', { name: marked_by });
  return t(`sheets.way_${method}`);
}

/** Why somebody's absences want a talk, in one sentence. */
export function warningText({ warning, count, months }: AbsenceWarning): string {
  if (warning === 'streak') return t('sheets.warning_streak', { count });
  const named = months.map((month) => month.split('-').reverse().join('/')).join(', ');
  return t('sheets.warning_months', { count, months: named });
}

export const lastText = ({ last_at }: AbsenceWarning): string =>
  t('sheets.warning_last', { when: dateOf(last_at) });

/** The warnings of each person together, in the order in which the first of each comes. */
export function byPerson(
  warnings: readonly AbsenceWarning[],
): (readonly [AbsenceWarning, ...AbsenceWarning[]])[] {
  const people = new Map<string, [AbsenceWarning, ...AbsenceWarning[]]>();
  for (const one of warnings) {
    const own = people.get(one.member_id);
    if (own) own.push(one);
    else people.set(one.member_id, [one]);
  }
  return [...people.values()];
}
