import type { Room } from '#lib/rooms.ts';

/** Activation, signing in, devices. */
export const signin: Room = {
  name: 'signin',
};
