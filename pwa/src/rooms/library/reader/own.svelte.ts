import { live } from '#offline/live.svelte.ts';
import {
  acknowledgements,
  bookmarks,
  highlights,
  notes,
  type HighlightRow,
  type NoteRow,
} from '../rows.ts';

/** What the reader keeps on one document, followed on the phone; made while a component is set up. */
export class Own {
  readonly #highlights;
  readonly #notes;
  readonly #bookmarks;
  readonly #studied;

  constructor(id: () => string) {
    this.#highlights = live<HighlightRow[]>(() => {
      const wanted = id();
      return () => highlights.where('document_id').equals(wanted).toArray();
    }, []);
    this.#notes = live<NoteRow[]>(() => {
      const wanted = id();
      return () => notes.where('document_id').equals(wanted).sortBy('id');
    }, []);
    this.#bookmarks = live<number>(() => {
      const wanted = id();
      return () => bookmarks.where('document_id').equals(wanted).count();
    }, 0);
    this.#studied = live<number>(() => {
      const wanted = id();
      return () => acknowledgements.where('document_id').equals(wanted).count();
    }, 0);
  }

  get highlights(): readonly HighlightRow[] {
    return this.#highlights.current;
  }
  get notes(): readonly NoteRow[] {
    return this.#notes.current;
  }
  get bookmarked(): boolean {
    return this.#bookmarks.current > 0;
  }
  get studied(): boolean {
    return this.#studied.current > 0;
  }
}
