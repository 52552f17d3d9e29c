import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type Numbers = Schemas['NumbersRead'];
export type GivenNumber = Schemas['NumberRead'];
export type Register = Schemas['RegisterRead'];

/** A page of a register; the first one of the organisation when none is named. */
export function readNumbers(
  organization_id: string,
  register: Pick<Register, 'type' | 'term'> | null,
  cursor: string | null = null,
): Promise<Result<Numbers>> {
  const query = {
    ...(register && { type: register.type, term: register.term }),
    ...(cursor && { cursor }),
  };
  const params = { path: { organization_id }, query };
  return ask(api.GET('/api/paper-numbers/{organization_id}', { params }));
}
