import { attendance } from './attendance.ts';
import { conferences } from './conferences.ts';
import type vi from '../vi/index.ts';
import type { StrayKeys, Translated, WrongParameters } from '../words.ts';
import { errors } from './errors/index.ts';
import { faces } from './faces.ts';
import { halls } from './halls.ts';
import { home } from './home.ts';
import { kit } from './kit.ts';
import { library } from './library.ts';
import { me } from './me.ts';
import { meetings } from './meetings.ts';
import { members } from './members.ts';
import { minutes } from './minutes.ts';
import { notifications } from './notifications.ts';
import { organizations } from './organizations.ts';
import { papers } from './papers.ts';
import { reports } from './reports.ts';
import { sheets } from './sheets.ts';
import { signin } from './signin.ts';

const en = {
  attendance,
  conferences,
  errors,
  faces,
  halls,
  home,
  kit,
  library,
  me,
  meetings,
  members,
  minutes,
  notifications,
  organizations,
  papers,
  reports,
  sheets,
  signin,
};

/** Compile only while no English sentence has a parameter the Vietnamese lacks, or a stray key. */
type Nothing<T extends never> = T;
export type ParametersMatch = Nothing<WrongParameters<typeof vi, typeof en>>;
export type KeysMatch = Nothing<StrayKeys<typeof vi, typeof en>>;

export default en satisfies Translated<typeof vi>;
