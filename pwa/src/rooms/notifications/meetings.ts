import { api, ask, type Failure } from '#api/client.ts';
import type { Choices } from '#lib/choices.ts';
import { whenOf } from '#lib/dates.ts';

const MOST = 40;

/** What tells meetings with the same title apart. */
export function occasionOf(starts_at: string, organization_name: string): string {
  return `${whenOf(starts_at)} · ${organization_name}`;
}

/** Chooses among the meetings at or below an organisation to which people were asked, as the server finds them. */
export function findMeeting(organization: string): (query: string) => Promise<Choices | Failure> {
  return async (q) => {
    const query = { organization_id: organization, limit: MOST, ...(q ? { q } : {}) };
    const answer = await ask(
      api.GET('/api/notifications/announcements/meetings', { params: { query } }),
    );
    if (!answer.ok) return answer;
    const items = answer.data.items.map(({ id, title, starts_at, organization_name }) => ({
      id,
      title,
      detail: occasionOf(starts_at, organization_name),
    }));
    return { items, more: answer.data.next_cursor !== null };
  };
}
