import { syncBundle } from './desk.ts';
import { loadStand, standsOf, syncPlan } from './desks.ts';
import { detector } from './scan/detector.ts';

/** Brings in all that a desk needs before the network goes, for a screen that may have to become one. */
export async function prepareDesk(meeting: string): Promise<void> {
  void detector();
  const plan = await syncPlan(meeting);
  if (!plan.ok) return;
  const stand = await loadStand(meeting, standsOf(plan.data, ''));
  if (stand) await syncBundle(meeting, stand.id);
}
