import type { Room } from '#lib/rooms.ts';

/** Members of the branches one looks after. */
export const members: Room = {
  name: 'members',
};
