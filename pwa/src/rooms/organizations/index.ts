import type { Room } from '#lib/rooms.ts';
import { routes } from '#lib/routes.ts';
import { session } from '#lib/session.svelte.ts';
import { oversees } from './reach.ts';

export { leadsBranch, oversees } from './reach.ts';

const CONSOLE = [
  'members.read',
  'organizations.edit',
  'organizations.edit_positions',
  'organizations.edit_rules',
] as const;

/** The tree of party organisations. */
export const organizations: Room = {
  name: 'organizations',
  places: [
    {
      href: routes.organizations(),
      label: 'organizations.title',
      icon: 'tree',
      group: 'people',
      order: 60,
      shown: (person) =>
        oversees(person) && CONSOLE.some((permission) => person.permissions.includes(permission)),
    },
    {
      href: routes.audit(),
      label: 'organizations.audit',
      icon: 'history',
      group: 'watch',
      order: 80,
      shown: ({ permissions }) => permissions.includes('audit.read'),
    },
  ],
  sync: async () => {
    const person = session.current;
    if (!person || !oversees(person)) return { ok: true, data: undefined, etag: null };
    return (await import('./store.ts')).syncTree();
  },
};
