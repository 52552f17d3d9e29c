import { attendance } from './attendance.ts';
import { conferences } from './conferences.ts';
import { errors } from './errors/index.ts';
import { faces } from './faces.ts';
import { halls } from './halls.ts';
import { members } from './members.ts';
import { minutes } from './minutes.ts';
import near from './near.ts';
import { organizations } from './organizations.ts';
import { papers } from './papers.ts';
import { reports } from './reports.ts';
import { sheets } from './sheets.ts';

/** The source language: one file a room. */
export default {
  ...near,
  attendance,
  conferences,
  errors,
  faces,
  halls,
  members,
  minutes,
  organizations,
  papers,
  reports,
  sheets,
};
