import { api, ask, type Failure, type Result } from '#api/client.ts';
import type { Session } from '#lib/session.svelte.ts';
import type { People, PlanForm, Proposal, Templates } from './form.svelte.ts';

/** What the form is offered for one organisation. */
export interface Desk {
  people: People;
  templates: Templates;
}

/** Roles that plan meetings; see the table of permissions of the server. */
const PLANNING: readonly string[] = ['secretary', 'deputy', 'office_staff', 'organiser'];

/** The organisations one plans for, the own branch first. */
export function planningPlaces(person: Session): { value: string; label: string }[] {
  const found = new Map<string, string>();
  for (const { organization_id, organization_name, role } of person.positions)
    if (PLANNING.includes(role)) found.set(organization_id, organization_name);
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => Number(b.value === person.branch?.id) - Number(a.value === person.branch?.id));
}

export function propose(organization_id: string): Promise<Result<Proposal>> {
  const body = { organization_id, kind: 'regular' as const };
  return ask(api.POST('/api/meetings/proposal', { body }));
}

export function askTemplates(
  organization_id: string,
  kind: PlanForm['kind'],
  on: string,
): Promise<Result<Templates>> {
  const query = { organization_id, kind, ...(on ? { on } : {}) };
  return ask(api.GET('/api/meetings/templates', { params: { query } }));
}

export function askPeople(organization_id: string): Promise<Result<People>> {
  return ask(api.GET('/api/meetings/people', { params: { query: { organization_id } } }));
}

/** People and rules for the form; the first failure is the outcome. */
export async function openDesk(
  organization: string,
  kind: PlanForm['kind'],
  on: string,
): Promise<Desk | Failure> {
  const [people, templates] = await Promise.all([
    askPeople(organization),
    askTemplates(organization, kind, on),
  ]);
  if (!people.ok) return people;
  return templates.ok ? { people: people.data, templates: templates.data } : templates;
}
