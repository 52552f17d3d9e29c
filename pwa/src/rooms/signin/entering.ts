import { goto } from '$app/navigation';
import { routes, safeNext } from '#lib/routes.ts';
import { session, type Session } from '#lib/session.svelte.ts';
import { keepDeviceKey, type DeviceKey } from './device.ts';

/** Where somebody who has just signed in goes: the second step when one is due, else where they wanted. */
export function afterSignIn(given: Session, next: string | null): string {
  const wanted = safeNext(next);
  if (given.second_factor === 'ok') return wanted;
  return routes.security(wanted === routes.home() ? undefined : wanted);
}

/** Keeps who signed in, and then this phone's key: another person's data goes before it. */
export async function remember(given: Session, key: DeviceKey): Promise<void> {
  await session.signedIn(given);
  await keepDeviceKey(key, given);
}

/** The end of every way of signing in. */
export async function enter(given: Session, key: DeviceKey, next: string | null): Promise<void> {
  await remember(given, key);
  await goto(afterSignIn(given, next), { replace: true });
}
