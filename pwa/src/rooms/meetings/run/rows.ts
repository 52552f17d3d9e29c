import { table } from '#offline/database.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type MeetingRecord = Schemas['MeetingRecordRead'];
export type RollEntry = Schemas['RollEntryRead'];
export type Attendance = Schemas['Attendance'];
export type Item = Schemas['ItemRead'];
export type Opinion = Schemas['OpinionRead'];
export type Assignment = Schemas['AssignmentRead'];
export type CarriedTask = Schemas['CarriedTaskRead'];
export type TaskState = Schemas['TaskState'];
export type TextClash = Schemas['TextClashRead'];
export type Vote = Schemas['VoteRead'];
export type VoteWay = Schemas['VoteWay'];
export type Subject = Schemas['SubjectRead'];
export type Choice = Schemas['Choice'];

/** The record of one meeting as the server last told it. */
export interface RecordRow {
  meeting_id: string;
  record: MeetingRecord;
  etag: string | null;
  /** Opened on this phone, perhaps without a network; ms since 1970. */
  opened_at: number | null;
  /** Seconds by which this phone's clock is ahead of the server's; null: not measured. */
  clock_off: number | null;
}

export type Values = Readonly<Record<string, unknown>>;

/** What this phone wrote into one part of the record and the server's picture does not show yet. */
export interface Draft {
  /** `<meeting>/<part>` */
  key: string;
  meeting_id: string;
  /** `fields/<name>`, `opinions/<id>`, `assignments/<id>`, `carried/<id>`: also the end of its address. */
  part: string;
  values: Values;
  /** What the writer saw when this line of edits began; null: nothing. */
  base: Values | null;
  line: string;
  step: number;
  write_id: string;
  /** The last step handed to the outbox; a smaller one was interrupted and is handed over again. */
  queued: number;
  settles: readonly string[];
  phone_at: string;
}

/** A statement of the roll call that the server's picture does not show yet. */
export interface Said {
  id: string;
  meeting_id: string;
  member_id: string;
  status: Attendance;
  reason: string | null;
  /** Order on this phone. */
  at: number;
  queued: boolean;
  /** The statements made in one act go in one request. */
  act: string;
  after_id: string | null;
}

/** A secret ballot of this phone's owner. It never leaves the phone as a whole. */
export interface Ballot {
  vote_id: string;
  meeting_id: string;
  /** 32 random bytes, hexadecimal: the server sees them only without a name. */
  token: string;
  /** What blinds them, hexadecimal. */
  factor: string;
  signature: string | null;
  choice: Choice | null;
  receipt: string | null;
}

export const records = table<RecordRow>('meetings_records');
export const drafts = table<Draft>('meetings_drafts');
export const said = table<Said>('meetings_roll');
export const ballots = table<Ballot>('meetings_ballots');

export const meetingPath = (meeting: string): string => `/api/meetings/${meeting}`;
export const partPath = (meeting: string, part: string): string =>
  `${meetingPath(meeting)}/${part}`;
