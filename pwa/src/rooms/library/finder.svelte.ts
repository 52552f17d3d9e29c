import { api, ask, failureText } from '#api/client.ts';
import { rememberSearch } from './recent.ts';
import { filtered, NO_FILTERS, searchPhone, type Filters, type Hit } from './search.ts';
import type { DocumentRow } from './rows.ts';

/** `phone`: only what is stored on it was searched. */
export type FoundBy = 'phone' | 'server';

/** How long the words must rest before they are worth remembering (ms). */
const REST = 2_500;

/** One search: the phone answers at once, the server's answer takes its place when it comes. */
export class Finder {
  query = $state('');
  filters = $state<Filters>(NO_FILTERS);
  hits = $state.raw<readonly Hit[]>([]);
  by = $state<FoundBy>('phone');
  busy = $state(false);
  /** Why the server did not answer; empty when it did. */
  trouble = $state('');
  #cursor = $state<string | null>(null);
  #asked = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get more(): boolean {
    return this.#cursor !== null;
  }

  get active(): boolean {
    return this.query.trim() !== '';
  }

  /**
   * Looks for `query` among `documents` on the phone and everywhere on the server. Asked for the same
   * again, because a paper came in, it leaves the server's answer in place until the new one is there.
   */
  async find(query: string, filters: Filters, documents: readonly DocumentRow[]): Promise<void> {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    this.#cursor = null;
    this.trouble = '';
    if (query.trim() === '') {
      this.hits = [];
      this.busy = false;
      return;
    }
    this.busy = true;
    this.#timer = setTimeout(() => void rememberSearch(query), REST);
    const asked = JSON.stringify([query, filters]);
    if (asked !== this.#asked || this.by === 'phone') {
      this.#asked = asked;
      const here = await searchPhone(query, filtered(documents, filters));
      if (turn !== this.#turn) return;
      this.by = 'phone';
      this.hits = here;
    }
    await this.#ask(turn);
  }

  /** The next page of the server's answer. */
  async loadMore(): Promise<void> {
    this.busy = true;
    await this.#ask(this.#turn);
  }

  async #ask(turn: number): Promise<void> {
    const { type, issuer, year } = this.filters;
    const query = {
      q: this.query,
      ...(type ? { type } : {}),
      ...(issuer ? { issuer } : {}),
      ...(year ? { year: Number(year) } : {}),
      ...(this.#cursor ? { cursor: this.#cursor } : {}),
    };
    const answer = await ask(api.GET('/api/library/search', { params: { query } }));
    if (turn !== this.#turn) return;
    this.busy = false;
    if (!answer.ok) {
      this.trouble = failureText(answer);
      return;
    }
    const { items, next_cursor } = answer.data;
    const known = this.#cursor === null ? [] : this.hits;
    this.hits = [...known, ...items];
    this.by = 'server';
    this.#cursor = next_cursor;
  }
}
