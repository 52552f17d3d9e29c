import { errorText, t } from '#i18n/index.svelte.ts';
import { serverNow } from './clock.ts';
import { flushScans, keepScan, scanRow } from './queue.ts';
import type { ScanRow } from './sending.ts';

/** What became of a check-in by the own phone. */
export type SelfOutcome =
  | { state: 'waiting' | 'done' | 'flagged' }
  | { state: 'already'; at: string }
  | { state: 'refused'; text: string };

/** Keeps the scan of the wall's code and sends it when it can; its id. `near`: with consent, of the hall. */
export async function checkSelfIn(
  meeting: string,
  code: string,
  seenAt: Date,
  near: boolean | null = null,
): Promise<string> {
  const row = await keepScan(
    {
      meeting_id: meeting,
      site_id: null,
      method: 'room_code',
      device_at: seenAt.toISOString(),
      code,
      near,
    },
    { member_id: null, name: null, at: await serverNow() },
  );
  void flushScans();
  return row.scan_id;
}

/** What the person is told about a scan; a query for `live`. */
export async function toldOf(scan: string): Promise<SelfOutcome | undefined> {
  const row = scan ? await scanRow(scan) : undefined;
  return row && outcomeOf(row);
}

/** What a scan of the wall comes to, as far as this phone knows. */
export function outcomeOf({ state, answer }: ScanRow): SelfOutcome {
  if (state === 'waiting') return { state: 'waiting' };
  if (state === 'quarantined') {
    const said = answer?.refusal ? errorText(answer.refusal) : undefined;
    return { state: 'refused', text: said ?? t('kit.not_done') };
  }
  if (answer?.outcome === 'already' && answer.came_at) {
    return { state: 'already', at: answer.came_at };
  }
  return { state: answer?.outcome === 'flagged' ? 'flagged' : 'done' };
}
