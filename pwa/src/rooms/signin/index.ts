import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** Activation, signing in, devices. */
export const signin: Room = {
  name: 'signin',
  places: [
    {
      href: routes.activationCodes(),
      label: 'papers.title',
      icon: 'qr',
      group: 'people',
      order: 70,
      shown: ({ permissions }) => permissions.includes('signin.issue_codes'),
    },
  ],
};
