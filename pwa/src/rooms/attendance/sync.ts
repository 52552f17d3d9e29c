import type { Result } from '#api/client.ts';
import { session } from '#lib/session.svelte.ts';
import { syncPasses } from './passes.ts';
import { flushScans } from './queue.ts';
import { syncWarnings } from './sheets/desk.ts';

/** Sends the scans that wait, then brings in my passes and, for a secretary, whom to talk to. */
export async function syncAttendance(): Promise<Result<unknown>> {
  const sent = await flushScans();
  if (!sent.ok) return sent;
  if (!session.current?.member_id) return sent;
  const warned = await syncWarnings();
  return warned.ok ? syncPasses() : warned;
}
