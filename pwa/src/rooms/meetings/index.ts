import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { oversees } from '#rooms/organizations/index.ts';

export { localOf, momentOf } from './times.ts';

/** Branch meetings and conferences: calendar, answers, planning. */
export const meetings: Room = {
  name: 'meetings',
  tab: {
    href: routes.meetings(),
    label: 'meetings.tab',
    icon: 'calendar',
    covers: [
      routes.meetings(),
      routes.attendanceSheet(''),
      routes.checkInBoard(''),
      routes.checkInWall(''),
      routes.checkInGrants(''),
      routes.checkInHalls(''),
      routes.conference(''),
    ],
    order: 30,
  },
  places: [
    {
      href: routes.meetingReports(),
      label: 'reports.overview',
      icon: 'chart',
      group: 'work',
      order: 55,
      shown: (person) => oversees(person) && person.permissions.includes('meetings.oversee'),
    },
    {
      href: routes.meetingsBelow(),
      label: 'meetings.below',
      icon: 'calendar',
      group: 'work',
      order: 56,
      shown: (person) => oversees(person) && person.permissions.includes('meetings.oversee'),
    },
    {
      href: routes.paperTemplates(),
      label: 'reports.templates',
      icon: 'file',
      group: 'work',
      order: 57,
      shown: (person) =>
        oversees(person) && person.permissions.includes('organizations.edit_rules'),
    },
  ],
  cards: [
    {
      id: 'next-meeting',
      order: 10,
      load: () => import('./NextMeetingCard.svelte'),
      filled: async () => {
        const [{ plans }, { nextMeeting }] = await Promise.all([
          import('./rows.ts'),
          import('./calendar.ts'),
        ]);
        return async () => nextMeeting(await plans.toArray()) !== undefined;
      },
    },
  ],
  sync: async () => (await import('./sync.ts')).syncMeetings(),
};
