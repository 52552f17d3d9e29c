import { api, ask, type Failure, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { plans, type Meeting } from './rows.ts';
import { takeMeeting } from './sync.ts';

type Schemas = components['schemas'];
export type AgendaGiven = Schemas['AgendaRequest'];
export type PlanGiven = Schemas['PlanRequest'];

/** The path and the version a planner's verb is sent with. */
export function versionOf(meeting: Meeting): {
  path: { meeting_id: string };
  header: { 'if-match': string };
} {
  return { path: { meeting_id: meeting.id }, header: { 'if-match': `"${meeting.version}"` } };
}

/** Waits for a planner's verb and shows at once what became of the meeting. */
export async function done(call: Promise<Result<Meeting>>): Promise<Failure | null> {
  const answer = await call;
  if (!answer.ok) return answer;
  const own = (await plans.get(answer.data.id)) !== undefined || answer.data.own !== null;
  await takeMeeting(answer.data, own);
  return null;
}

/** The agenda as it is, in the form in which it is sent. */
export function agendaGiven(meeting: Meeting): AgendaGiven {
  return {
    items: meeting.agenda.map(({ papers, presenter_id, presenter_name, ...item }) => ({
      ...item,
      presenter_id,
      presenter_name: presenter_id ? null : presenter_name,
      papers: papers.map(paperGiven),
    })),
    papers: meeting.papers.map(paperGiven),
  };
}

function paperGiven({ document_id, file_id, title }: Meeting['papers'][number]) {
  return { document_id, file_id, title };
}

export function writeAgenda(meeting: Meeting, body: AgendaGiven): Promise<Failure | null> {
  const params = versionOf(meeting);
  return done(ask(api.PUT('/api/meetings/{meeting_id}/agenda', { params, body })));
}

export function publish(meeting: Meeting): Promise<Failure | null> {
  return done(ask(api.POST('/api/meetings/{meeting_id}/publish', { params: versionOf(meeting) })));
}
