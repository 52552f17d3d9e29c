import { home } from './home.ts';
import { kit } from './kit.ts';
import { library } from './library.ts';
import { me } from './me.ts';
import { meetings } from './meetings.ts';
import { notifications } from './notifications.ts';
import { signin } from './signin.ts';

/** What a member sees first: the home screen with its cards and the bottom bar, papers, notices. */
export default { home, kit, library, me, meetings, notifications, signin };
