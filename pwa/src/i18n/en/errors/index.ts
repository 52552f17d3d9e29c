import { attendance } from './attendance.ts';
import { conferences } from './conferences.ts';
import { faces } from './faces.ts';
import { kit } from './kit.ts';
import { library } from './library.ts';
import { meetings } from './meetings.ts';
import { members } from './members.ts';
import { notifications } from './notifications.ts';
import { organizations } from './organizations.ts';
import { signin } from './signin.ts';

/** One sentence for each refusal code of the server (`room.reason`); each room has a file. */
export const errors = {
  ...attendance,
  ...conferences,
  ...faces,
  ...kit,
  ...library,
  ...meetings,
  ...members,
  ...notifications,
  ...organizations,
  ...signin,
};
