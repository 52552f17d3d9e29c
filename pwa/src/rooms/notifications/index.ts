import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { unread } from './unread.svelte.ts';

/** What the house tells its members: an inbox, and how it reaches this phone. */
export const notifications: Room = {
  name: 'notifications',
  tab: {
    href: routes.notices(),
    label: 'notifications.tab',
    icon: 'bell',
    order: 40,
    count: () => unread.count,
  },
  places: [
    {
      href: routes.announcements(),
      label: 'notifications.announcements',
      icon: 'speaker',
      group: 'work',
      order: 45,
      shown: ({ permissions }) => permissions.includes('notifications.announce'),
    },
    {
      href: routes.parkedEvents(),
      label: 'notifications.parked',
      icon: 'warn',
      group: 'watch',
      order: 85,
      shown: ({ permissions }) => permissions.includes('notifications.mend'),
    },
  ],
  cards: [
    {
      id: 'unread-notices',
      order: 25,
      load: () => import('./UnreadCard.svelte'),
      filled: async () => {
        const { unreadNotices } = await import('./inbox.ts');
        return async () => (await unreadNotices(1)).length > 0;
      },
    },
  ],
  sync: async () => (await import('./sync.ts')).syncNotifications(),
};
