import type { components } from '#api/schema.gen.ts';

/** Whose code it is, as the server says before anything is set up. */
export type Invitation = components['schemas']['CodeRead'];

/** Steps of the activation, for "Bước 2/3". */
export const STEPS = 3;
