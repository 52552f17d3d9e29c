import { api, ask, type Failure } from '#api/client.ts';
import type { Choice, Choices } from '#lib/choices.ts';
import { above, matcher, type Forest, type Organization } from './tree.ts';

const MOST = 40;

/** How an organisation is named where one is chosen: with the one above it. */
export function choiceOf(forest: Forest, node: Organization): Choice {
  const [parent] = above(forest, node.id);
  return parent
    ? { id: node.id, title: node.name, detail: parent.name }
    : { id: node.id, title: node.name };
}

/** Chooses among the organisations of the phone that are `fit`. */
export function findOrganization(
  forest: Forest,
  fit: (node: Organization) => boolean = () => true,
): (query: string) => Promise<Choices> {
  return (query) => {
    const matches = matcher(query);
    const found = [...forest.byId.values()].filter((node) => fit(node) && matches(node));
    return Promise.resolve({
      items: found.slice(0, MOST).map((node) => choiceOf(forest, node)),
      more: found.length > MOST,
    });
  };
}

/** Chooses among the members at or below an organisation, as the server finds them. */
export function findMember(organization: string): (query: string) => Promise<Choices | Failure> {
  return async (q) => {
    const query = { organization_id: organization, limit: MOST, ...(q ? { q } : {}) };
    const answer = await ask(api.GET('/api/members', { params: { query } }));
    if (!answer.ok) return answer;
    const items = answer.data.items.map(({ id, full_name, branch }) => ({
      id,
      title: full_name,
      detail: branch.name,
    }));
    return { items, more: answer.data.next_cursor !== null };
  };
}
