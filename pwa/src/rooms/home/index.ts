import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** The first screen: what is next for this person. */
export const home: Room = {
  name: 'home',
  tab: { href: routes.home(), label: 'home.tab', icon: 'home', order: 10 },
};
