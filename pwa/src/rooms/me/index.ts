import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** The person's own card, devices, data and settings. */
export const me: Room = {
  name: 'me',
  places: [{ href: routes.settings(), label: 'me.settings', icon: 'gear', order: 90 }],
};
