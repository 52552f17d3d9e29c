import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { leadsBranch, oversees } from '#rooms/organizations/index.ts';

/** Members of the branches one looks after. */
export const members: Room = {
  name: 'members',
  places: [
    {
      href: routes.myBranch(),
      label: 'members.my_branch',
      icon: 'people',
      group: 'people',
      order: 58,
      shown: leadsBranch,
    },
    {
      href: routes.members(),
      label: 'members.title',
      icon: 'people',
      group: 'people',
      order: 62,
      shown: (person) => oversees(person) && person.permissions.includes('members.read'),
    },
    {
      href: routes.dataRequests(),
      label: 'members.requests',
      icon: 'shield',
      group: 'people',
      order: 75,
      shown: ({ permissions }) => permissions.includes('members.handle_requests'),
    },
  ],
  cards: [
    {
      id: 'requests',
      order: 25,
      load: () => import('./RequestsCard.svelte'),
      shown: ({ permissions }) => permissions.includes('members.handle_requests'),
      filled: async () => {
        const { storedRequests } = await import('./store.ts');
        return async () => ((await storedRequests()) ?? []).length > 0;
      },
    },
  ],
  sync: async () => (await import('./store.ts')).syncMembers(),
};
