import type { Room } from '#lib/rooms.ts';

/** The tree of party organisations. */
export const organizations: Room = {
  name: 'organizations',
};
