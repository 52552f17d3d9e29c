import { attendance } from './attendance.ts';
import { errors } from './errors.ts';
import { faces } from './faces.ts';
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

/** The source language: one file a room. */
export default {
  attendance,
  errors,
  faces,
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
