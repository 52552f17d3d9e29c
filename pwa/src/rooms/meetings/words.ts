import { labelText, t, type PlainKey } from '#i18n/index.svelte.ts';
import { dateOf, dayOf, timeOf, whenOf, whenWithin } from '#lib/dates.ts';
import type { Tone } from '#ui/tones.ts';
import { countdown } from './calendar.ts';
import type { Meeting, MeetingState, Warning } from './rows.ts';

/** How each state is said and coloured. */
export const states: Readonly<Record<MeetingState, { word: PlainKey; tone: Tone | 'plain' }>> = {
  planned: { word: 'meetings.state_planned', tone: 'warn' },
  published: { word: 'meetings.state_published', tone: 'info' },
  open: { word: 'meetings.state_open', tone: 'ok' },
  closed: { word: 'meetings.state_closed', tone: 'plain' },
  reported: { word: 'meetings.state_reported', tone: 'ok' },
  cancelled: { word: 'meetings.state_cancelled', tone: 'refused' },
  postponed: { word: 'meetings.state_postponed', tone: 'warn' },
};

/** `12/2026` of `2026-12`. */
export const monthWord = (month: string): string => month.split('-').reverse().join('/');

export function kindWord(kind: Meeting['kind']): string {
  return t(`meetings.kind_${kind}`);
}

/** `Tối nay 19:30 · còn 2 giờ` */
export function whenText(meeting: Meeting, now: number): string {
  if (meeting.state === 'open') return t('meetings.now_on');
  const left = meeting.state === 'published' ? countdown(meeting.starts_at, now) : null;
  const when = whenOf(meeting.starts_at, now);
  if (!left) return when;
  const { unit, count } = left;
  return `${when} · ${t(`meetings.in_${unit}`, { count })}`;
}

/** `Thứ Năm 03/12, 19:30 đến 21:00`; a meeting of several days says both days. */
export function spanText({ starts_at, ends_at }: Pick<Meeting, 'starts_at' | 'ends_at'>): string {
  const start = `${dayOf(starts_at)}, ${timeOf(starts_at)}`;
  const sameDay = dateOf(starts_at) === dateOf(ends_at);
  const end = sameDay ? timeOf(ends_at) : `${timeOf(ends_at)} ${dayOf(ends_at)}`;
  return t('meetings.until', { start, end });
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** A warning as a sentence; one this version does not know says its code, so that nothing is hidden. */
export function warningText({ code, params }: Warning): string {
  const known = (name: string): string => text(params[name]);
  const values = {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, text(value)])),
    month: monthWord(known('month')),
    starts_in: monthWord(known('starts_in')),
    by: known('by') && dateOf(known('by')),
    from: known('from_on') && dateOf(known('from_on')),
    due: known('due_at') && whenWithin(known('due_at')),
    titles: Array.isArray(params.titles) ? params.titles.join('; ') : '',
    start: known('starts_at') && whenWithin(known('starts_at')),
    title: known('title') || t('meetings.warning_clash_elsewhere'),
    part: labelText(`meetings.part_${known('part')}`) ?? '',
  };
  return labelText(`meetings.warning_${code}`, values) ?? code;
}

/** A field of a change: `Địa điểm: Nhà văn hóa → Trụ sở xã`. */
export function changeText(field: string, value: unknown): string {
  const name = labelText(`meetings.field_${field}`) ?? field;
  if (field === 'reason') return `${name}: ${text(value)}`;
  if (!Array.isArray(value)) return name;
  const wasAndIs = FIELDS_OF_A_PLAN.has(field) && value.length === 2;
  if (!wasAndIs) return `${name}: ${value.map(text).join('; ')}`;
  if (field.endsWith('_id')) return `${name}: ${t('meetings.is_changed')}`;
  const [before, after] = value.map((one: unknown) => shown(field, one));
  return `${name}: ${t('meetings.from_to', { before: before ?? '', after: after ?? '' })}`;
}

const FIELDS_OF_A_PLAN = new Set([
  'title',
  'month',
  'starts_at',
  'ends_at',
  'place',
  'video_link',
  'chair_id',
  'clerk_id',
  'supervisor_id',
  'guests',
  'sites',
]);

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined) return t('meetings.not_known');
  if (Array.isArray(value)) return value.map(text).join(', ') || t('meetings.not_known');
  if (field.endsWith('_at')) return whenOf(text(value));
  return field === 'month' ? monthWord(text(value)) : text(value);
}
