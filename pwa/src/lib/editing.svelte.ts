import type { Failure, Result } from '#api/client.ts';
import { changesOf, mergeEdits, type FormValues, type Merged } from './conflict.ts';

/** What the server holds now, and the version it is. */
export interface Version {
  values: FormValues;
  etag: string | null;
}

const NOTHING: Merged = { values: {}, clashes: [], taken: [] };

/** The If-Match version was no longer the present one. */
const CHANGED_MEANWHILE = 412;

/** A form on something two people may edit at once: nobody overwrites what he has not seen. */
export class Editing {
  values = $state<Record<string, string>>({});
  /** What has to be chosen when both changed the same; shown while `clashing`. */
  merged = $state.raw<Merged>(NOTHING);
  clashing = $state(false);
  #base: FormValues = {};
  #etag: string | null = null;

  begin({ values, etag }: Version): void {
    this.values = { ...values };
    this.#base = values;
    this.#etag = etag;
    this.clashing = false;
  }

  get changed(): boolean {
    return Object.keys(changesOf(this.#base, this.values)).length > 0;
  }

  /** Whether a field differs from what was read. */
  touches(field: string): boolean {
    return (this.values[field] ?? '') !== (this.#base[field] ?? '');
  }

  /** Sends what changed; when somebody was faster, puts both together or asks which to keep. */
  async save(
    send: (changes: Record<string, string | null>, etag: string) => Promise<Result<unknown>>,
    again: () => Promise<Result<Version>>,
  ): Promise<Failure | null> {
    const changes = changesOf(this.#base, this.values);
    if (Object.keys(changes).length === 0) return null;
    const answer = await send(changes, this.#etag ?? '');
    if (answer.ok) return null;
    if (!('problem' in answer) || answer.problem.status !== CHANGED_MEANWHILE) return answer;
    const fresh = await again();
    if (!fresh.ok) return fresh;
    const merged = mergeEdits(this.#base, this.values, fresh.data.values);
    this.#base = fresh.data.values;
    this.#etag = fresh.data.etag;
    if (merged.clashes.length === 0) {
      this.values = merged.values;
      return this.save(send, again);
    }
    this.merged = merged;
    this.clashing = true;
    return answer;
  }
}
