import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** Documents: search, read, keep. */
export const library: Room = {
  name: 'library',
  tab: { href: routes.library(), label: 'library.tab', icon: 'book', order: 20 },
  places: [
    {
      href: routes.libraryDesk(),
      label: 'library.desk',
      icon: 'upload',
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
        return toStudy(await loadShelf()).length > 0;
      },
    },
  ],
  sync: async () => (await import('./sync.ts')).syncLibrary(),
};
