import { snapshot } from '#offline/snapshots.ts';
import { table } from '#offline/database.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type Meeting = Schemas['MeetingDetail'];
export type AgendaItem = Schemas['AgendaItemRead'];
export type Paper = Schemas['AgendaPaperRead'];
export type OwnAnswer = Schemas['OwnAnswerRead'];
export type AnswerGiven = Schemas['AnswerRequest'];
export type Warning = Schemas['WarningRead'];
export type Change = Schemas['PlanChangeRead'];
export type Invited = Schemas['InvitedRead'];
export type Answers = Schemas['AnswersRead'];
export type Reason = Schemas['ReasonRead'];
export type MeetingState = Meeting['state'];

/** Meetings of the own branch, those one is asked to, and those one plans. */
export const plans = table<Meeting>('meetings_plans');

/** The reasons for absence the rules know, as sync last brought them. */
export const REASONS = 'meetings.reasons';

/** A meeting one looked at without being concerned, such as a branch's below the own committee. */
export const seenName = (id: string): string => `meetings.seen.${id}`;

/** A meeting as this phone knows it; the own calendar first. */
export async function storedMeeting(id: string): Promise<Meeting | undefined> {
  return (await plans.get(id)) ?? (await snapshot<Meeting>(seenName(id)))?.data;
}

export async function storedReasons(): Promise<readonly Reason[]> {
  return (await snapshot<readonly Reason[]>(REASONS))?.data ?? [];
}
