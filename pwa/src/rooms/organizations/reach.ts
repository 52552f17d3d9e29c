import type { Session } from '#lib/session.svelte.ts';

/** Leads the branch he belongs to: its list of members is kept on the phone. */
export function leadsBranch({ branch, positions, permissions }: Session): boolean {
  return (
    permissions.includes('members.read') &&
    positions.some(({ organization_id }) => organization_id === branch?.id)
  );
}

/** Holds a position outside his own branch: has a tree of organisations before him. */
export function oversees({ branch, positions }: Session): boolean {
  return positions.some(({ organization_id }) => organization_id !== branch?.id);
}

/** Whether somebody's positions reach an organisation, told from it and all above it. */
export function reaches({ positions }: Session, lineage: readonly string[]): boolean {
  return positions.some(({ organization_id }) => lineage.includes(organization_id));
}
