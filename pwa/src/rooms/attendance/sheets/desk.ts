import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { session } from '#lib/session.svelte.ts';
import { dropSnapshot, keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { leadsBranch } from '#rooms/organizations/index.ts';

type Schemas = components['schemas'];
export type Sheet = Schemas['SheetRead'];
export type SheetRow = Schemas['SheetRowRead'];
export type Fact = Schemas['FactRead'];
export type GuestScan = Schemas['GuestScanRead'];
export type History = Schemas['HistoryRead'];
export type Warnings = Schemas['AbsenceWarningsRead'];
export type AbsenceWarning = Schemas['AbsenceWarningRead'];

const WARNINGS = 'attendance.warnings';
const historyName = (year: number) => `attendance.history.${year}`;

export function readSheet(meeting: string): Promise<Result<Sheet>> {
  const params = { path: { meeting_id: meeting } };
  return ask(api.GET('/api/attendance/meetings/{meeting_id}/sheet', { params }));
}

/** The scans that want the secretary's word. */
export async function readToCheck(meeting: string): Promise<Result<readonly Fact[]>> {
  const params = { path: { meeting_id: meeting } };
  const answer = await ask(api.GET('/api/attendance/meetings/{meeting_id}', { params }));
  return answer.ok ? { ...answer, data: answer.data.to_check } : answer;
}

/** The address of the sheet as a file. */
export const sheetPath = (meeting: string, ending: 'pdf' | 'xlsx'): string =>
  `/api/attendance/meetings/${meeting}/sheet.${ending}`;

/** What the guests of a meeting did at its doors, with what was said about it. */
export const readGuestScans = (meeting: string): Promise<Result<Schemas['GuestScansRead']>> =>
  ask(
    api.GET('/api/conferences/{meeting_id}/guest-scans', {
      params: { path: { meeting_id: meeting } },
    }),
  );

type Word = Schemas['CorrectionRequest'];

/** Says of a member's scan that it counts, or that it does not. */
export const decide = (scan_id: string, body: Word): Promise<Result<unknown>> =>
  ask(
    api.POST('/api/attendance/scans/{scan_id}/corrections', {
      params: { path: { scan_id } },
      body,
    }),
  );

/** The same about a guest's. */
export const decideGuest =
  (meeting: string) =>
  (scan_id: string, body: Word): Promise<Result<unknown>> =>
    ask(
      api.POST('/api/conferences/{meeting_id}/guest-scans/{scan_id}/corrections', {
        params: { path: { meeting_id: meeting, scan_id } },
        body,
      }),
    );

export async function loadHistory(year: number): Promise<History | undefined> {
  return (await snapshot<History>(historyName(year)))?.data;
}

export function syncHistory(year: number): Promise<Result<History>> {
  const params = { query: { year } };
  return keepSnapshot(historyName(year), ask(api.GET('/api/attendance/history', { params })));
}

export async function storedWarnings(): Promise<Warnings | undefined> {
  return (await snapshot<Warnings>(WARNINGS))?.data;
}

/** Brings in whom the secretary should talk to; forgets it when somebody no longer leads a branch. */
export async function syncWarnings(): Promise<Result<unknown>> {
  const person = session.current;
  if (!person?.branch || !leadsBranch(person)) {
    await dropSnapshot(WARNINGS);
    return { ok: true, data: undefined, etag: null };
  }
  const params = { query: { organization_id: person.branch.id } };
  return keepSnapshot(WARNINGS, ask(api.GET('/api/attendance/warnings', { params })));
}
