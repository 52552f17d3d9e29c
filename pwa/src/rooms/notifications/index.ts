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
      order: 45,
      shown: ({ permissions }) => permissions.includes('notifications.announce'),
    },
  ],
  sync: async () => (await import('./sync.ts')).syncNotifications(),
};
