import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type Reports = Schemas['ReportsRead'];
export type Figures = Schemas['FiguresRead'];
export type Child = Schemas['ChildFiguresRead'];
export type Branch = Schemas['BranchReportRead'];
export type Show = Schemas['Show'];

export const SHOWN: readonly Show[] = [
  'direct',
  'all',
  'unregistered',
  'missing',
  'late',
  'waiting',
  'returned',
  'weak',
];

export interface Asked {
  month: string;
  place: string | null;
  show: Show;
}

export const readReports = ({ month, place, show }: Asked): Promise<Result<Reports>> =>
  ask(
    api.GET('/api/meetings/reports', {
      params: { query: { month, show, ...(place ? { organization_id: place } : {}) } },
    }),
  );

/** The address of the same as an Excel sheet. */
export function sheetPath({ month, place, show }: Asked): string {
  const query = new URLSearchParams({ month, show: show === 'direct' ? 'all' : show });
  if (place) query.set('organization_id', place);
  return `/api/meetings/reports.xlsx?${query}`;
}

export function accept({
  report_id,
  version,
}: Branch): Promise<Result<Schemas['MeetingReportRead']>> {
  return ask(
    api.POST('/api/meetings/reports/{report_id}/accept', {
      params: { path: { report_id: report_id ?? '' }, header: { 'if-match': `"${version ?? 0}"` } },
    }),
  );
}

export function sendBack(
  { report_id, version }: Branch,
  remark: string,
): Promise<Result<Schemas['MeetingReportRead']>> {
  return ask(
    api.POST('/api/meetings/reports/{report_id}/return', {
      params: { path: { report_id: report_id ?? '' }, header: { 'if-match': `"${version ?? 0}"` } },
      body: { remark },
    }),
  );
}
