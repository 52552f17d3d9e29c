import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { dropSnapshot, keepSnapshot, snapshot, type Snapshot } from '#offline/snapshots.ts';

type People = components['schemas']['People'];
export type Person = components['schemas']['PersonRead'];

const nameOf = (meeting: string, site: string | null) =>
  `attendance.people.${meeting}.${site ?? 'all'}`;

/**
 * Who is expected at a desk, by name. Whoever runs the meeting keeps the list on the phone; any other
 * desk only while its page is open: a lost scanner must not become a list of members.
 */
export class ExpectedPeople {
  /** Not there when last asked; `undefined` when this desk was never told. */
  missing = $state.raw<readonly Person[]>();
  /** When it was asked, ms by this phone's clock. */
  at = $state(0);

  async bringIn(meeting: string, site: string | null, keeps: boolean): Promise<Result<People>> {
    const name = nameOf(meeting, site);
    const params = { path: { meeting_id: meeting }, query: site ? { site_id: site } : {} };
    const call = ask(api.GET('/api/attendance/meetings/{meeting_id}/people', { params }));
    const result = await (keeps ? keepSnapshot(name, call) : call);
    if (!keeps) await dropSnapshot(name);
    if (result.ok) this.#show({ name, data: result.data, at: Date.now() });
    else if (!this.missing) this.#show(await snapshot<People>(name));
    return result;
  }

  #show(found: Snapshot<People> | undefined): void {
    if (!found) return;
    this.missing = found.data.items.filter(({ there }) => !there);
    this.at = found.at;
  }
}
