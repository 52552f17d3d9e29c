import { SvelteMap } from 'svelte/reactivity';
import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';

type Desk = components['schemas']['DeskRead'];
type Scan = Desk['scans'][number];

/** Who was taken at the site, also by other desks: first moment (ms since 1970) by member. */
export type Taken = ReadonlyMap<string, number>;
/** By scan whether it counts, for those about which somebody said otherwise than their flags. */
export type Words = Readonly<Record<string, boolean>>;

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

/** What other desks took and took back, as this one knows it: from the last visit, then as it happens. */
export class OtherDesks {
  readonly #first = new SvelteMap<string, number>();
  readonly #scans = new Map<string, Scan>();
  readonly #byMember = new Map<string, Set<string>>();
  #words: Words = {};

  get taken(): Taken {
    return this.#first;
  }

  async load(meeting: string, site: string | null): Promise<void> {
    const kept = await snapshot<Desk>(name(meeting, site));
    if (kept) this.add(kept.data);
  }

  /** Hearing of a scan twice changes nothing: the earliest moment that counts stands. */
  readonly add = ({ scans }: Desk): void => {
    for (const scan of scans) {
      if (scan.kind !== 'in') continue;
      this.#scans.set(scan.scan_id, scan);
      const own = this.#byMember.get(scan.member_id) ?? new Set();
      this.#byMember.set(scan.member_id, own.add(scan.scan_id));
      this.#look(scan.member_id);
    }
  };

  /** All that was said about scans of this site: it takes the place of what was said before. */
  readonly hear = (words: Words): void => {
    const spoken = Object.keys({ ...this.#words, ...words });
    this.#words = words;
    for (const id of spoken) {
      const member = this.#scans.get(id)?.member_id;
      if (member) this.#look(member);
    }
  };

  /** Taken back at this desk. */
  forget(scans: readonly string[]): void {
    this.hear({ ...this.#words, ...Object.fromEntries(scans.map((id) => [id, false])) });
  }

  #look(member: string): void {
    const moments = [...(this.#byMember.get(member) ?? [])].flatMap((id) => {
      const scan = this.#scans.get(id);
      return scan && (this.#words[id] ?? scan.counts) ? Date.parse(scan.at) : [];
    });
    if (moments.length > 0) this.#first.set(member, Math.min(...moments));
    else this.#first.delete(member);
  }
}
