import { loadWords } from '#i18n/index.svelte.ts';
import type { PageLoad } from './$types';

/** This page is open to everybody, but its words come with those of the rooms. */
export const load: PageLoad = () => loadWords();
