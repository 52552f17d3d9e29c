import { localOf, momentOf } from '#rooms/meetings/index.ts';
import type { Conference, ConferenceRequest } from './desk.ts';

interface SessionDraft {
  id: string | null;
  title: string;
  from: string;
  to: string;
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the organiser writes: a line for each delegation and booth, so that lists can be pasted. */
export class SetUpForm {
  delegations = $state('');
  booths = $state('');
  sessions = $state<SessionDraft[]>([]);
  readonly #before: Conference;
  readonly #open: Record<string, boolean> = $state({});

  constructor(found: Conference) {
    this.#before = found;
    this.delegations = found.delegations.map(({ name }) => name).join('\n');
    this.booths = found.booths
      .map(({ name, details }) => (details ? `${name} | ${details}` : name))
      .join('\n');
    this.sessions = found.sessions.map(({ id, title, starts_at, ends_at }) => ({
      id,
      title,
      from: localOf(starts_at),
      to: localOf(ends_at),
    }));
    this.#open = Object.fromEntries(
      found.papers.map(({ file_id, public: open }) => [file_id, open]),
    );
  }

  isPublic(file: string): boolean {
    return this.#open[file] ?? false;
  }

  setPublic(file: string, open: boolean): void {
    this.#open[file] = open;
  }

  addSession(): void {
    const last = this.sessions.at(-1);
    this.sessions.push({ id: null, title: '', from: last?.to ?? '', to: last?.to ?? '' });
  }

  /** A line that still says the same name keeps its id, and with it people and numbers. */
  request(): ConferenceRequest {
    const { delegations, booths } = this.#before;
    return {
      delegations: lines(this.delegations).map((name) => ({
        id: delegations.find((one) => one.name === name)?.id ?? null,
        name,
      })),
      booths: lines(this.booths).map((line) => {
        const [name = '', ...rest] = line.split('|').map((part) => part.trim());
        const details = rest.join(' | ') || null;
        return { id: booths.find((one) => one.name === name)?.id ?? null, name, details };
      }),
      sessions: this.sessions.map(({ id, title, from, to }) => ({
        id,
        title,
        starts_at: momentOf(from),
        ends_at: momentOf(to),
      })),
      public_file_ids: Object.keys(this.#open).filter((file) => this.#open[file]),
    };
  }
}
