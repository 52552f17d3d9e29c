import type { PlainKey } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';
import type { Attendance, Choice, TaskState, Vote, VoteWay } from './rows.ts';

export const statuses: Readonly<Record<Attendance, { word: PlainKey; tone: Tone }>> = {
  present: { word: 'minutes.present', tone: 'ok' },
  online: { word: 'minutes.online', tone: 'ok' },
  late: { word: 'minutes.late', tone: 'warn' },
  excused: { word: 'minutes.excused', tone: 'info' },
  exempt: { word: 'minutes.exempt', tone: 'info' },
  unexcused: { word: 'minutes.unexcused', tone: 'refused' },
};

export const taskStates: Readonly<Record<TaskState, PlainKey>> = {
  done: 'minutes.task_done',
  partly: 'minutes.task_partly',
  not_done: 'minutes.task_not_done',
};

export const ways: Readonly<Record<VoteWay, PlainKey>> = {
  raised_card: 'minutes.way_raised_card',
  secret_ballot: 'minutes.way_secret_ballot',
  phone_open: 'minutes.way_phone_open',
  phone_secret: 'minutes.way_phone_secret',
};

export const choices: Readonly<Record<Choice, PlainKey>> = {
  agree: 'minutes.agree',
  disagree: 'minutes.disagree',
  other: 'minutes.other_answer',
};

const SEATS: Readonly<Record<string, PlainKey>> = {
  official: 'minutes.seat_official',
  exempt_came: 'minutes.seat_exempt_came',
  exempt_absent: 'minutes.seat_exempt_absent',
  temporary_away: 'minutes.seat_temporary_away',
  temporary_away_came: 'minutes.seat_official',
  temporary_away_absent: 'minutes.seat_temporary_away',
  temporary_here: 'minutes.seat_temporary_here',
  suspended: 'minutes.seat_suspended',
  detained: 'minutes.seat_detained',
  probationary: 'minutes.seat_probationary',
};

/** Why somebody is, or is not, in the base of a vote. */
export function seatWord(seat: Vote['seats'][number]): PlainKey {
  return SEATS[seat.reason] ?? (seat.in_base ? 'minutes.seat_official' : 'minutes.seat_other');
}
