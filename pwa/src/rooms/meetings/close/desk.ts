import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { upload } from '#api/upload.ts';
import { uuid7 } from '#offline/uuid7.ts';

/** Closing is settled with the server at once: numbers are allotted there, and the record must be whole. */

type Schemas = components['schemas'];
export type Written = Schemas['MeetingRecordRead'];
export type Score = Schemas['ScoreRead'];
export type ScoreLine = Schemas['ScoreLineRead'];
export type ScoreGiven = Schemas['ScoreLineRequest'];
export type PaperText = Schemas['PaperTextRead'];
export type Section = Schemas['PaperSectionRead'];
export type Papers = Schemas['PapersRead'];
export type SealedPaper = Schemas['SealedPaperRead'];
export type SignedPaper = Schemas['SignedPaperRead'];
export type Addition = Schemas['AdditionRead'];
export type Report = Schemas['MeetingReportRead'];
export type Closed = Schemas['ClosedRead'];
export type Kind = Schemas['PaperKind'];

const at = (meeting_id: string): { path: { meeting_id: string } } => ({ path: { meeting_id } });
const version = (number: number): { 'if-match': string } => ({ 'if-match': `"${number}"` });

/** Asked for without a version, it is never answered by "unchanged", which is all that has no body. */
export const readRecord = (id: string): Promise<Result<Written>> =>
  ask(api.GET('/api/meetings/{meeting_id}/record', { params: at(id) })) as Promise<Result<Written>>;

export const readScore = (id: string): Promise<Result<Score>> =>
  ask(api.GET('/api/meetings/{meeting_id}/score', { params: at(id) }));

export const decide = (score: Score, lines: ScoreGiven[]): Promise<Result<Score>> =>
  ask(
    api.PUT('/api/meetings/{meeting_id}/score', {
      params: { ...at(score.meeting_id), header: version(score.version) },
      body: { lines },
    }),
  );

export const readPaper = (id: string, kind: Kind): Promise<Result<PaperText>> =>
  ask(
    api.GET('/api/meetings/{meeting_id}/papers/{kind}', {
      params: { path: { meeting_id: id, kind } },
    }),
  );

export const editPaper = (
  id: string,
  paper: PaperText,
  body: Schemas['PaperEditRequest'],
): Promise<Result<PaperText>> =>
  ask(
    api.PUT('/api/meetings/{meeting_id}/papers/{kind}', {
      params: { path: { meeting_id: id, kind: paper.kind }, header: version(paper.version) },
      body,
    }),
  );

export const close = (id: string): Promise<Result<Closed>> =>
  ask(api.POST('/api/meetings/{meeting_id}/close', { params: at(id) }));

export const readPapers = (id: string): Promise<Result<Papers>> =>
  ask(api.GET('/api/meetings/{meeting_id}/papers', { params: at(id) }));

export const readReport = (id: string): Promise<Result<Report>> =>
  ask(api.GET('/api/meetings/{meeting_id}/report', { params: at(id) }));

export const sendAgain = (id: string): Promise<Result<Report>> =>
  ask(api.POST('/api/meetings/{meeting_id}/report', { params: at(id) }));

export const add = (id: string, kind: Kind, text: string): Promise<Result<Addition>> =>
  ask(
    api.PUT('/api/meetings/{meeting_id}/additions/{addition_id}', {
      params: { path: { meeting_id: id, addition_id: uuid7() } },
      body: { kind, text },
    }),
  );

export const voidNumber = (id: string, kind: Kind, reason: string): Promise<Result<Papers>> =>
  ask(
    api.POST('/api/meetings/{meeting_id}/papers/{kind}/void', {
      params: { path: { meeting_id: id, kind } },
      body: { reason },
    }),
  );

export const signHere = (id: string, kind: Kind): Promise<Result<SignedPaper>> =>
  ask(
    api.POST('/api/meetings/{meeting_id}/papers/{kind}/sign', {
      params: { path: { meeting_id: id, kind } },
    }),
  );

export const uploadSigned = (id: string, kind: Kind, body: Blob): Promise<Result<SignedPaper>> =>
  upload<SignedPaper>({
    method: 'POST',
    path: `/api/meetings/signed-papers?meeting_id=${id}&kind=${kind}`,
    body,
    headers: { 'Content-Type': 'application/pdf' },
  });

/** The address of a paper as a file. */
export const filePath = (id: string, kind: Kind, ending: 'pdf' | 'docx'): string =>
  `/api/meetings/${id}/${kind}.${ending}`;

export const signedPath = (id: string, copy: string): string =>
  `/api/meetings/${id}/signed/${copy}`;
