import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';

/** Check-in by face: what is stored of me, kiosks, the register. Nothing of it is kept on the phone. */
export const faces: Room = {
  name: 'faces',
  places: [
    {
      href: routes.myFace(),
      label: 'faces.mine',
      icon: 'eye',
      group: 'own',
      order: 52,
      shown: ({ branch }) => branch !== null,
    },
    {
      href: routes.faceRegister(),
      label: 'faces.register',
      icon: 'shield',
      group: 'watch',
      order: 64,
      shown: ({ permissions }) => permissions.includes('faces.oversee'),
    },
  ],
};
