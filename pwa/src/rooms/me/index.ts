import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** The person's own card, devices, data and settings. */
export const me: Room = {
  name: 'me',
  tab: { href: routes.me(), label: 'me.tab', icon: 'person', order: 50 },
  sync: async () => (await import('./sync.ts')).syncMe(),
};
