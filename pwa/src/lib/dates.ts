import { currentLanguage, t } from '#i18n/index.svelte.ts';

/** Meetings of a province are in Vietnam's time, wherever the phone believes to be. */
const ZONE = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Moment = Date | string | number;

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  weekday: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(): Intl.DateTimeFormat {
  const locale = currentLanguage() === 'vi' ? 'vi-VN' : 'en-GB';
  let found = formats.get(locale);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, {
      timeZone: ZONE,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      weekday: 'long',
    });
    formats.set(locale, found);
  }
  return found;
}

/** A date without time (`2026-12-05`) is that day in Vietnam, not midnight in Greenwich. */
function moment(at: Moment): Date {
  if (typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at)) {
    return new Date(`${at}T00:00:00+07:00`);
  }
  return new Date(at);
}

function parts(at: Moment): Parts {
  const found: Partial<Record<string, string>> = {};
  for (const { type, value } of format().formatToParts(moment(at))) found[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', weekday = '' } = found;
  return { year, month, day, hour, minute, weekday };
}

/** Days from `now` to `at` by the calendar in Vietnam: 0 today, 1 tomorrow, -1 yesterday. */
export function daysUntil(at: Moment, now: Moment = Date.now()): number {
  const start = (moment: Moment): number => {
    const { year, month, day } = parts(moment);
    return Date.UTC(Number(year), Number(month) - 1, Number(day));
  };
  return Math.round((start(at) - start(now)) / DAY);
}

/** `2026-12-05`: the day in Vietnam, as date fields and the server write it. */
export function isoDay(at: Moment = Date.now()): string {
  const { year, month, day } = parts(at);
  return `${year}-${month}-${day}`;
}

/** `19:30` */
export function timeOf(at: Moment): string {
  const { hour, minute } = parts(at);
  return `${hour}:${minute}`;
}

/** `19:30` on the day of `day`, `19:30, 23/11` on another. */
export function timeOn(day: Moment, at: Moment): string {
  const { day: date, month } = parts(at);
  return isoDay(at) === isoDay(day) ? timeOf(at) : `${timeOf(at)}, ${date}/${month}`;
}

/** `05/12/2026` */
export function dateOf(at: Moment): string {
  const { day, month, year } = parts(at);
  return `${day}/${month}/${year}`;
}

/** `Hôm nay`, `Ngày mai`, `Thứ Sáu 05/12`; the year is said when it is another one. */
export function dayOf(at: Moment, now: Moment = Date.now()): string {
  const distance = daysUntil(at, now);
  if (distance === 0) return t('kit.today');
  if (distance === 1) return t('kit.tomorrow');
  if (distance === -1) return t('kit.yesterday');
  const { weekday, day, month, year } = parts(at);
  return `${weekday} ${day}/${month}${year === parts(now).year ? '' : `/${year}`}`;
}

function partOfDay(distance: number, hour: number): string | undefined {
  if (distance === 0) {
    if (hour < 11) return t('kit.this_morning');
    if (hour < 13) return t('kit.this_noon');
    return hour < 18 ? t('kit.this_afternoon') : t('kit.tonight');
  }
  if (distance === 1) {
    if (hour < 11) return t('kit.tomorrow_morning');
    if (hour < 13) return t('kit.tomorrow_noon');
    return hour < 18 ? t('kit.tomorrow_afternoon') : t('kit.tomorrow_evening');
  }
  return undefined;
}

/** A moment as members write it: `Tối nay 19:30`, `Sáng mai 08:00`, `Thứ Sáu 05/12, 19:30`. */
export function whenOf(at: Moment, now: Moment = Date.now()): string {
  const words = partOfDay(daysUntil(at, now), Number(parts(at).hour));
  return words === undefined ? `${dayOf(at, now)}, ${timeOf(at)}` : `${words} ${timeOf(at)}`;
}

/** `whenOf` inside a sentence: `tối nay 19:30`. */
export function whenWithin(at: Moment, now: Moment = Date.now()): string {
  const text = whenOf(at, now);
  const word = Math.abs(daysUntil(at, now)) <= 1;
  return word ? text.charAt(0).toLocaleLowerCase(currentLanguage()) + text.slice(1) : text;
}

/** How long ago or how soon: `vừa xong`, `5 phút trước`, `sau 2 giờ nữa`; beyond a week the day. */
export function relativeTo(at: Moment, now: Moment = Date.now()): string {
  const distance = moment(at).getTime() - moment(now).getTime();
  const size = Math.abs(distance);
  if (size < MINUTE) return distance <= 0 ? t('kit.just_now') : t('kit.very_soon');
  if (size > 7 * DAY) return dayOf(at, now);
  const words = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'always' });
  if (size < HOUR) return words.format(Math.round(distance / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.round(distance / HOUR), 'hour');
  return words.format(Math.round(distance / DAY), 'day');
}
