import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { leadsBranch } from '#rooms/organizations/index.ts';

/** Roll-call: my code, the desk that scans it, the code on the wall. */
export const attendance: Room = {
  name: 'attendance',
  places: [
    {
      href: routes.checkInDesks(),
      label: 'attendance.desks',
      icon: 'qr',
      group: 'work',
      covers: [routes.checkInDesk('')],
      order: 60,
      shown: ({ permissions }) => permissions.includes('attendance.scan'),
    },
    {
      href: routes.myAttendance(),
      label: 'sheets.my_history',
      icon: 'history',
      group: 'own',
      order: 51,
      shown: ({ branch }) => branch !== null,
    },
    {
      href: routes.absenceWarnings(),
      label: 'sheets.warnings',
      icon: 'people',
      group: 'people',
      order: 59,
      shown: leadsBranch,
    },
  ],
  cards: [
    {
      id: 'check-in',
      order: 5,
      load: () => import('./CheckInCard.svelte'),
      filled: async () => {
        const [{ loadPasses, passesAt }, { serverNow }] = await Promise.all([
          import('./passes.ts'),
          import('./clock.ts'),
        ]);
        return async () => passesAt(await loadPasses(), await serverNow()).length > 0;
      },
    },
    {
      id: 'desk',
      order: 6,
      load: () => import('./DeskCard.svelte'),
      // Those who run meetings open their desk from the meeting itself.
      shown: ({ permissions }) => !permissions.includes('meetings.run'),
      filled: async () => {
        const { loadDesks } = await import('./desks.ts');
        return async () => ((await loadDesks()) ?? []).length > 0;
      },
    },
    {
      id: 'absences',
      order: 27,
      load: () => import('./sheets/AbsenceCard.svelte'),
      shown: leadsBranch,
      filled: async () => {
        const { storedWarnings } = await import('./sheets/desk.ts');
        return async () => ((await storedWarnings())?.items ?? []).length > 0;
      },
    },
  ],
  sync: async () => (await import('./sync.ts')).syncAttendance(),
};
