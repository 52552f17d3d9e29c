import { api, ask, type Failure } from '#api/client.ts';
import type { Member, State } from './people.ts';

/** Which members; '' is no limit. */
export interface Wanted {
  organization: string;
  q: string;
  state: State | '';
}

const PAGE = 100;
/** Sorting by hand wants all rows; beyond this one filters instead. */
const MOST = 3_000;

/** A list of members as the server pages it, in the order of the roll. */
export class MemberList {
  rows = $state.raw<readonly Member[] | null>(null);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #cursor = $state<string | null>(null);
  #wanted: Wanted = { organization: '', q: '', state: '' };
  #turn = 0;

  get more(): boolean {
    return this.#cursor !== null;
  }

  /** Begins anew; an answer to an earlier question is thrown away. */
  async find(wanted: Wanted): Promise<void> {
    this.#wanted = wanted;
    this.#turn++;
    await this.#page(null);
  }

  async loadMore(): Promise<void> {
    if (this.#cursor !== null) await this.#page(this.#cursor);
  }

  /** Brings in what is left, so that a sort or a print holds everybody. */
  async loadAll(): Promise<void> {
    const turn = this.#turn;
    while (this.more && !this.failure && turn === this.#turn && this.#count < MOST) {
      await this.loadMore();
    }
  }

  get #count(): number {
    return this.rows?.length ?? 0;
  }

  async #page(cursor: string | null): Promise<void> {
    const turn = this.#turn;
    const { organization, q, state } = this.#wanted;
    this.busy = true;
    const query = {
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
      ...(organization ? { organization_id: organization } : {}),
      ...(q ? { q } : {}),
      ...(state ? { state } : {}),
    };
    const answer = await ask(api.GET('/api/members', { params: { query } }));
    if (turn !== this.#turn) return;
    this.busy = false;
    this.failure = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.rows = cursor === null ? answer.data.items : [...(this.rows ?? []), ...answer.data.items];
    this.#cursor = answer.data.next_cursor;
  }
}
