import type { Room } from '#lib/rooms.ts';
import { attendance } from './attendance/index.ts';
import { faces } from './faces/index.ts';
import { home } from './home/index.ts';
import { library } from './library/index.ts';
import { me } from './me/index.ts';
import { meetings } from './meetings/index.ts';
import { members } from './members/index.ts';
import { notifications } from './notifications/index.ts';
import { organizations } from './organizations/index.ts';
import { signin } from './signin/index.ts';

/** Every room of the house; a new one is one folder and one line here. */
export const rooms: readonly Room[] = [
  attendance,
  faces,
  home,
  library,
  me,
  meetings,
  members,
  notifications,
  organizations,
  signin,
];
