import { api, ask, type Failure } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import type { Choice, Choices } from '#lib/choices.ts';
import { whenOf } from '#lib/dates.ts';
import { fold } from '#lib/folding.ts';

type Meeting = components['schemas']['MeetingRead'];

const DAY = 24 * 60 * 60_000;
/** Invitees are told things before a meeting, and for a while after it. */
const BEFORE = 30 * DAY;
const AFTER = 180 * DAY;
const MOST = 40;
const BROUGHT = 200;

/** How a meeting is named where its invitees are chosen. */
function choiceOf({ id, title, organization, starts_at }: Meeting): Choice {
  return { id, title, detail: `${whenOf(starts_at)} · ${organization.name}` };
}

/** Those to come first, the soonest before the others; then the past ones, the latest before the others. */
export function inOrder(meetings: readonly Meeting[], now: number): Meeting[] {
  const away = ({ starts_at }: Meeting): number => Date.parse(starts_at) - now;
  const rank = (one: Meeting): number => (away(one) >= -DAY ? away(one) : AFTER * 2 - away(one));
  return [...meetings].sort((a, b) => rank(a) - rank(b));
}

/** Chooses among the meetings at or below an organisation whose invitees were told of it. */
export function findMeeting(organization: string): (query: string) => Promise<Choices | Failure> {
  return async (query) => {
    const now = Date.now();
    const span = {
      from: new Date(now - BEFORE).toISOString(),
      to: new Date(now + AFTER).toISOString(),
    };
    const answer = await ask(
      api.GET('/api/meetings', {
        params: { query: { ...span, organization_id: organization, limit: BROUGHT } },
      }),
    );
    if (!answer.ok) return answer;
    const wanted = fold(query);
    const found = inOrder(answer.data.items, now)
      .filter(({ state }) => state !== 'planned' && state !== 'cancelled')
      .map(choiceOf)
      .filter(({ title, detail = '' }) => fold(`${title} ${detail}`).includes(wanted));
    const more = found.length > MOST || answer.data.next_cursor !== null;
    return { items: found.slice(0, MOST), more };
  };
}
