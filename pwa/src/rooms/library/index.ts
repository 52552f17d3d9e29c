import type { Room } from '#lib/rooms.ts';

/** Documents: search, read, keep. */
export const library: Room = {
  name: 'library',
};
