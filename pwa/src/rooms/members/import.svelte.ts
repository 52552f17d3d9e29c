import { api, ask, type Failure, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { upload } from '#api/upload.ts';

export type Import = components['schemas']['MemberImportRead'];
export type ImportProblem = components['schemas']['ImportProblemRead'];

/** Between two looks at how far the server has come (ms). */
const EVERY = 1_000;
const PROBLEMS = 100;

/** The server works on it: nothing to decide yet. */
export function isUnderWay({ state }: Pick<Import, 'state'>): boolean {
  return state === 'waiting' || state === 'reading' || state === 'applying';
}

/** One Excel file on its way in: sent, read, shown, brought in. */
export class ImportJob {
  current = $state.raw<Import | null>(null);
  /** 0 to 1 while the file goes out. */
  sent = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  problems = $state.raw<readonly ImportProblem[]>([]);
  #cursor = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get moreProblems(): boolean {
    return this.#cursor !== null;
  }

  /** Sends the file and begins to follow it; answers with the import's id. */
  async send(file: File, organization: string): Promise<string | null> {
    const body = new FormData();
    body.set('organization_id', organization);
    body.set('file', file);
    this.failure = null;
    this.sent = 0;
    const answer = await upload<Import>({
      method: 'POST',
      path: '/api/members/imports',
      body,
      onprogress: (share) => (this.sent = share),
    });
    this.sent = null;
    this.#take(answer);
    return answer.ok ? answer.data.id : null;
  }

  /** Follows an import until there is something to decide. */
  async follow(id: string): Promise<void> {
    clearTimeout(this.#timer);
    this.failure = null;
    const params = { path: { import_id: id } };
    this.#take(await ask(api.GET('/api/members/imports/{import_id}', { params })));
  }

  async apply(): Promise<Failure | null> {
    if (!this.current) return null;
    const params = { path: { import_id: this.current.id } };
    const answer = await ask(api.POST('/api/members/imports/{import_id}/apply', { params }));
    if (answer.ok) this.#take(answer);
    return answer.ok ? null : answer;
  }

  async discard(): Promise<Failure | null> {
    if (!this.current) return null;
    const params = { path: { import_id: this.current.id } };
    const answer = await ask(api.DELETE('/api/members/imports/{import_id}', { params }));
    return answer.ok ? null : answer;
  }

  async loadProblems(more = false): Promise<void> {
    if (!this.current) return;
    const cursor = more ? this.#cursor : null;
    const params = {
      path: { import_id: this.current.id },
      query: { limit: PROBLEMS, ...(cursor === null ? {} : { cursor }) },
    };
    const answer = await ask(api.GET('/api/members/imports/{import_id}/problems', { params }));
    if (!answer.ok) {
      this.failure = answer;
      return;
    }
    this.problems = more ? [...this.problems, ...answer.data.items] : answer.data.items;
    this.#cursor = answer.data.next_cursor;
  }

  /** Back to the beginning, for another file. */
  reset(): void {
    clearTimeout(this.#timer);
    this.current = null;
    this.failure = null;
    this.problems = [];
    this.#cursor = null;
  }

  #take(answer: Result<Import>): void {
    this.failure = answer.ok ? null : answer;
    if (!answer.ok) return;
    const before = this.current;
    this.current = answer.data;
    const { id, state, bad } = answer.data;
    if (isUnderWay(answer.data)) this.#timer = setTimeout(() => void this.follow(id), EVERY);
    else if (bad > 0 && (before?.state !== state || before.id !== id)) void this.loadProblems();
  }
}
