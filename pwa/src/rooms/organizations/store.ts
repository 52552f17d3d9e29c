import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, keepSnapshots, snapshot, type Snapshot } from '#offline/snapshots.ts';
import type { Kind } from './tree.ts';

export type Tree = components['schemas']['OrganizationTree'];

const TREE = 'organizations.tree';
const KINDS = 'organizations.kinds';
/** The tree of a province is large and changes a few times a month (ms). */
const FRESH = 15 * 60_000;

export function storedTree(): Promise<Snapshot<Tree> | undefined> {
  return snapshot<Tree>(TREE);
}

export function storedKinds(): Promise<Snapshot<{ items: readonly Kind[] }> | undefined> {
  return snapshot(KINDS);
}

/** Brings in the tree and the names of its kinds now. */
export function bringTree(): Promise<Result<undefined>> {
  return keepSnapshots([
    keepSnapshot(TREE, ask(api.GET('/api/organizations'))),
    keepSnapshot(KINDS, ask(api.GET('/api/organizations/kinds'))),
  ]);
}

/** The room's sync: the tree, when what is there is no longer fresh. */
export async function syncTree(): Promise<Result<undefined>> {
  const kept = await storedTree();
  if (kept && Date.now() - kept.at < FRESH) return { ok: true, data: undefined, etag: null };
  return bringTree();
}
