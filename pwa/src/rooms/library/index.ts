import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** Documents on this phone by title or number-symbol, newest first: for rooms that attach one. */
export async function findDocuments(
  query: string,
  most = 30,
): Promise<{ id: string; title: string; detail: string }[]> {
  const [{ documents }, { compose, fold }] = await Promise.all([
    import('./rows.ts'),
    import('#lib/folding.ts'),
  ]);
  const plain = (text: string): string => fold(compose(text).toLowerCase());
  const wanted = plain(query);
  return (await documents.orderBy('published_at').reverse().toArray())
    .filter(({ state }) => state === 'published')
    .filter(({ title, number_symbol }) => plain(`${title} ${number_symbol ?? ''}`).includes(wanted))
    .slice(0, most)
    .map(({ id, title, number_symbol, type_name }) => ({
      id,
      title,
      detail: number_symbol ?? type_name,
    }));
}

/** Whether the reader has this document in the library: for rooms that show one to others too. */
export async function knowsDocument(id: string): Promise<boolean> {
  const { documents } = await import('./rows.ts');
  return (await documents.get(id)) !== undefined;
}

/** Documents: search, read, keep. */
export const library: Room = {
  name: 'library',
  tab: { href: routes.library(), label: 'library.tab', icon: 'book', order: 20 },
  places: [
    {
      href: routes.libraryDesk(),
      label: 'library.desk',
      icon: 'upload',
      group: 'work',
      order: 25,
      shown: ({ permissions }) => permissions.includes('library.publish'),
    },
  ],
  cards: [
    {
      id: 'study',
      order: 20,
      load: () => import('./StudyCard.svelte'),
      filled: async () => {
        const { loadShelf, toStudy } = await import('./shelf.ts');
        return async () => toStudy(await loadShelf()).length > 0;
      },
    },
  ],
  sync: async () => (await import('./sync.ts')).syncLibrary(),
};
