import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** The first screen: what is next for this person, and for who leads a unit what waits there. */
export const home: Room = {
  name: 'home',
  tab: { href: routes.home(), label: 'home.tab', icon: 'home', order: 10 },
  cards: [
    {
      id: 'second-factor',
      order: 1,
      load: () => import('./SecondFactorCard.svelte'),
      shown: ({ second_factor }) => second_factor !== 'ok',
      filled: () => Promise.resolve(() => Promise.resolve(true)),
    },
    {
      id: 'tasks',
      order: 30,
      load: () => import('./TasksCard.svelte'),
      shown: ({ permissions }) => permissions.includes('signin.issue_codes'),
      filled: async () => {
        const { loadNotActive } = await import('./tasks.ts');
        return async () => (await loadNotActive()).count > 0;
      },
    },
  ],
  sync: async () => (await import('./tasks.ts')).syncTasks(),
};
