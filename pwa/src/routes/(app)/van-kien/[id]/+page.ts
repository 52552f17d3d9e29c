import type { PageLoad } from './$types';

/** The reader has tools of its own at the bottom of the screen. */
export const load: PageLoad = () => ({ ownBar: true });
