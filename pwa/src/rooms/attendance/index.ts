import type { Room } from '#lib/rooms.ts';

/** Roll-call: my code, the desk that scans it, the code on the wall. */
export const attendance: Room = {
  name: 'attendance',
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
        return passesAt(await loadPasses(), await serverNow()).length > 0;
      },
    },
  ],
  sync: async () => (await import('./sync.ts')).syncAttendance(),
};
