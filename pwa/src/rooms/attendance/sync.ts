import type { Result } from '#api/client.ts';
import { session } from '#lib/session.svelte.ts';
import { syncPasses } from './passes.ts';
import { flushScans } from './queue.ts';

/** Sends the scans that wait, then brings in my passes. */
export async function syncAttendance(): Promise<Result<unknown>> {
  const sent = await flushScans();
  if (!sent.ok) return sent;
  return session.current?.member_id ? syncPasses() : sent;
}
