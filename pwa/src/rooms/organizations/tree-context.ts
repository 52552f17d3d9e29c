import { createContext } from 'svelte';
import type { TreeState } from './tree-state.svelte.ts';

/** The console's tree, for the screens that stand beside it. */
export const [getTree, setTree] = createContext<TreeState>();
