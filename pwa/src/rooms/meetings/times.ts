import { isoDay, timeOf } from '#lib/dates.ts';

/** `2026-12-05T19:30`: a moment as the field of date and time shows it, in Vietnam's time. */
export function localOf(at: string): string {
  return `${isoDay(at)}T${timeOf(at)}`;
}

/** The moment of a field of date and time, wherever the phone believes to be. */
export function momentOf(local: string): string {
  return new Date(`${local}:00+07:00`).toISOString();
}

/** The end of what starts then and lasts so many minutes. */
export function endOf(local: string, minutes: number): string {
  return new Date(Date.parse(momentOf(local)) + minutes * 60_000).toISOString();
}

export function minutesOf({ starts_at, ends_at }: { starts_at: string; ends_at: string }): number {
  return Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / 60_000);
}
