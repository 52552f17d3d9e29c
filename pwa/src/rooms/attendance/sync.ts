import type { Result } from '#api/client.ts';
import { session } from '#lib/session.svelte.ts';
import { syncPasses } from './passes.ts';
import { syncDesks } from './desks.ts';
import { sendNow } from './queue.ts';
import { syncWarnings } from './sheets/desk.ts';

/** Sends the scans that wait, then brings in my desks, my passes and, for a secretary, whom to talk to. */
export async function syncAttendance(): Promise<Result<unknown>> {
  const sent = await sendNow();
  if (!sent.ok && 'network' in sent) return sent;
  // A scan the server fails at must not keep today's desk and codes from the phone.
  const brought = await bringIn();
  return brought.ok ? sent : brought;
}

async function bringIn(): Promise<Result<unknown>> {
  const desks = await syncDesks();
  if (!desks.ok || !session.current?.member_id) return desks;
  const warned = await syncWarnings();
  return warned.ok ? syncPasses() : warned;
}
