import type { PlainKey } from '#i18n/index.svelte.ts';
import { bookmarked, stored, toStudy, type Paper } from './shelf.ts';

/** A list of its own, named in the address: `?xem=da-luu`. */
export type View = 'can-hoc' | 'danh-dau' | 'da-luu' | 'tat-ca';

interface ViewLook {
  title: PlainKey;
  empty: PlainKey;
  choose: (papers: readonly Paper[]) => readonly Paper[];
}

export const views: Readonly<Record<View, ViewLook>> = {
  'can-hoc': { title: 'library.to_study', empty: 'library.to_study_none', choose: toStudy },
  'danh-dau': { title: 'library.bookmarked', empty: 'library.bookmarked_none', choose: bookmarked },
  'da-luu': { title: 'library.stored', empty: 'library.stored_none', choose: stored },
  'tat-ca': { title: 'library.newest', empty: 'library.none_text', choose: (papers) => papers },
};

export function isView(name: string | null): name is View {
  return name !== null && name in views;
}

/** The papers of a view; without one, all. */
export function ofView(view: View | null, papers: readonly Paper[]): readonly Paper[] {
  return view ? views[view].choose(papers) : papers;
}
