import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type Numbers = Schemas['NumbersRead'];
export type GivenNumber = Schemas['NumberRead'];

/** A page of the register asked for; of the organisation's first one when none is named. */
export function readNumbers(
  organization_id: string,
  {
    type,
    term,
    cursor,
  }: { type: string | undefined; term: string | undefined; cursor: string | null },
): Promise<Result<Numbers>> {
  const query = { ...(type && { type }), ...(term && { term }), ...(cursor && { cursor }) };
  const params = { path: { organization_id }, query };
  return ask(api.GET('/api/paper-numbers/{organization_id}', { params }));
}
