import { api, ask, type Failure, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import type { Choices } from '#lib/choices.ts';
import { fold } from '#lib/folding.ts';

type Schemas = components['schemas'];
export type Grant = Schemas['GrantRead'];
type People = readonly Schemas['PersonRead'][];

const path = (meeting: string) => ({ path: { meeting_id: meeting } });
const MOST = 30;

export const listGrants = (meeting: string): Promise<Result<Schemas['Grants']>> =>
  ask(api.GET('/api/attendance/meetings/{meeting_id}/scanners', { params: path(meeting) }));

export const grant = (meeting: string, body: Schemas['GrantRequest']): Promise<Result<Grant>> =>
  ask(api.POST('/api/attendance/meetings/{meeting_id}/scanners', { params: path(meeting), body }));

export const revoke = (meeting: string, grant_id: string): Promise<Result<Grant>> =>
  ask(
    api.DELETE('/api/attendance/meetings/{meeting_id}/scanners/{grant_id}', {
      params: { path: { meeting_id: meeting, grant_id } },
    }),
  );

/** Looks for somebody among those asked to come; the list is asked for once. */
export function finder(meeting: string): (query: string) => Promise<Choices | Failure> {
  let people: People | undefined;
  return async (query) => {
    if (!people) {
      const params = path(meeting);
      const answer = await ask(api.GET('/api/attendance/meetings/{meeting_id}/people', { params }));
      if (!answer.ok) return answer;
      people = answer.data.items;
    }
    const found = people.filter(({ name }) => fold(name).includes(fold(query)));
    const items = found
      .slice(0, MOST)
      .map(({ member_id, name }) => ({ id: member_id, title: name }));
    return { items, more: found.length > MOST };
  };
}

/** `holds` until it is revoked or its end has come. */
export function stateOf(
  { revoked_at, expires_at }: Grant,
  now: number,
): 'holds' | 'revoked' | 'over' {
  if (revoked_at) return 'revoked';
  return Date.parse(expires_at) < now ? 'over' : 'holds';
}
