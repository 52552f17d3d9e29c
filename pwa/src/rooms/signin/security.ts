/** What the room `me` needs to show and change the ways of signing in. */
export { default as PasswordChoice } from './PasswordChoice.svelte';
export { default as TotpSetup } from './TotpSetup.svelte';
export { addPasskey } from './own-passkeys.ts';
export { canMakePasskey } from './passkeys.ts';
export { SHORTEST, strengthOf } from './strength.ts';
