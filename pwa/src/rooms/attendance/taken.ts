import { SvelteMap } from 'svelte/reactivity';
import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';

type Desk = components['schemas']['DeskRead'];

/** Who was taken at the site, also by other desks: first moment (ms since 1970) by member. */
export type Taken = ReadonlyMap<string, number>;

const name = (meeting: string, site: string | null) =>
  `attendance.taken.${meeting}.${site ?? 'all'}`;

/** Brings in what was taken so far, for the time without network. */
export function syncTaken(meeting: string, site: string | null): Promise<Result<unknown>> {
  const query = site ? { site_id: site } : {};
  const params = { path: { meeting_id: meeting }, query };
  return keepSnapshot(
    name(meeting, site),
    ask(api.GET('/api/attendance/meetings/{meeting_id}/taken', { params })),
  );
}

/** What other desks took, as this one knows it: from the last visit, then as it happens. */
export class OtherDesks {
  readonly #first = new SvelteMap<string, number>();

  get taken(): Taken {
    return this.#first;
  }

  async load(meeting: string, site: string | null): Promise<void> {
    const kept = await snapshot<Desk>(name(meeting, site));
    if (kept) this.add(kept.data);
  }

  /** Hearing of a scan twice changes nothing: the earliest moment stands. */
  readonly add = ({ scans }: Desk): void => {
    for (const { member_id, kind, at, counts } of scans) {
      if (kind !== 'in' || !counts) continue;
      const moment = Date.parse(at);
      const known = this.#first.get(member_id);
      if (known === undefined || moment < known) this.#first.set(member_id, moment);
    }
  };

  /** Taken back at this desk. */
  forget(members: Iterable<string>): void {
    for (const member of members) this.#first.delete(member);
  }
}
