import { SvelteSet } from 'svelte/reactivity';
import type { Failure } from '#api/client.ts';
import { live } from '#offline/live.svelte.ts';
import { bringTree, storedKinds, storedTree } from './store.ts';
import { forestOf } from './tree.ts';

/** What is open stays open while one walks between organisations. */
const opened = new SvelteSet<string>();
let touched = false;

/** The tree as the phone knows it, brought up to date; call it while a component is set up. */
export function followTree() {
  const tree = live(() => storedTree, undefined);
  const kinds = live(() => storedKinds, undefined);
  let failure = $state.raw<Failure | null>(null);
  let asked = $state(false);

  const forest = $derived(forestOf(tree.current?.data.items ?? []));
  const catalogue = $derived(kinds.current?.data.items ?? []);

  async function refresh(): Promise<void> {
    const answer = await bringTree();
    failure = answer.ok ? null : answer;
    asked = true;
  }

  $effect(() => void refresh());
  // The first look opens the top; afterwards the person decides.
  $effect(() => {
    if (touched || forest.roots.length === 0) return;
    touched = true;
    for (const { id } of forest.roots) opened.add(id);
  });

  return {
    get forest() {
      return forest;
    },
    get kinds() {
      return catalogue;
    },
    /** The name of a kind by its code. */
    kindName: (wanted: string) => catalogue.find(({ code }) => code === wanted)?.name ?? '',
    /** The first answer is there, from the phone or from the server. */
    get ready() {
      return tree.ready && kinds.ready && (tree.current !== undefined || asked);
    },
    get failure() {
      return failure;
    },
    opened,
    refresh,
  };
}

export type TreeState = ReturnType<typeof followTree>;
