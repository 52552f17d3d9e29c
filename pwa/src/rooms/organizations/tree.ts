import type { components } from '#api/schema.gen.ts';
import { compose, fold, hasMarks } from '#lib/folding.ts';

export type Organization = components['schemas']['OrganizationRead'];
export type Kind = components['schemas']['OrganizationKindRead'];

/** The flat list of the server as a forest; an organisation whose parent is out of sight is a root. */
export interface Forest {
  roots: readonly Organization[];
  byId: ReadonlyMap<string, Organization>;
  children: ReadonlyMap<string, readonly Organization[]>;
}

/** One line of the drawn tree, with what those who hear it are told. */
export interface TreeRow {
  node: Organization;
  /** 1 for a root. */
  level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
  expandable: boolean;
  expanded: boolean;
}

/** Keeps the server's order among siblings. */
export function forestOf(items: readonly Organization[]): Forest {
  const byId = new Map(items.map((node) => [node.id, node]));
  const children = new Map<string, Organization[]>();
  const roots: Organization[] = [];
  for (const node of items) {
    const parent = node.parent_id;
    if (parent === null || !byId.has(parent)) {
      roots.push(node);
      continue;
    }
    const beside = children.get(parent);
    if (beside) beside.push(node);
    else children.set(parent, [node]);
  }
  return { roots, byId, children };
}

/** Everything above an organisation that is in sight, nearest first. */
export function above({ byId }: Forest, id: string): Organization[] {
  const found: Organization[] = [];
  let parent = byId.get(id)?.parent_id;
  while (parent) {
    const node = byId.get(parent);
    if (!node) break;
    found.push(node);
    parent = node.parent_id;
  }
  return found;
}

/** Whether `id` is `top` or stands below it. */
export function isWithin(forest: Forest, id: string, top: string): boolean {
  return id === top || above(forest, id).some((node) => node.id === top);
}

/** Finds by name, short name and code; typed without marks it finds every spelling. */
export function matcher(query: string): (node: Organization) => boolean {
  const exact = hasMarks(query);
  const plain = (text: string) => {
    const lower = compose(text).toLowerCase();
    return exact ? lower : fold(lower);
  };
  const words = plain(query).split(/\s+/).filter(Boolean);
  return ({ name, short_name, code }) => {
    const text = plain(`${name}\n${short_name ?? ''}\n${code ?? ''}`);
    return words.every((word) => text.includes(word));
  };
}

/** The organisations that match, and everything above them so that they can be reached. */
export function search(
  forest: Forest,
  query: string,
): { hits: ReadonlySet<string>; shown: ReadonlySet<string> } {
  const matches = matcher(query);
  const hits = new Set<string>();
  const shown = new Set<string>();
  for (const node of forest.byId.values()) {
    if (!matches(node)) continue;
    hits.add(node.id);
    shown.add(node.id);
    for (const { id } of above(forest, node.id)) shown.add(id);
  }
  return { hits, shown };
}

/** The lines to draw, from the top down; `shown` leaves out what a search did not find. */
export function rowsOf(
  { roots, children }: Forest,
  isOpen: (id: string) => boolean,
  shown?: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const seen = (nodes: readonly Organization[]) =>
    shown ? nodes.filter(({ id }) => shown.has(id)) : nodes;
  const walk = (nodes: readonly Organization[], level: number): void => {
    const beside = seen(nodes);
    for (const [index, node] of beside.entries()) {
      const below = seen(children.get(node.id) ?? []);
      const expanded = below.length > 0 && isOpen(node.id);
      rows.push({
        node,
        level,
        position: index + 1,
        siblings: beside.length,
        expandable: below.length > 0,
        expanded,
      });
      if (expanded) walk(below, level + 1);
    }
  };
  walk(roots, 1);
  return rows;
}
