import { failureText } from '#api/client.ts';
import { t } from '#i18n/index.svelte.ts';
import { toasts } from '#ui/toast.svelte.ts';
import { undoScans } from '../queue.ts';

/** Takes back scans by name and says how that went; true when it is done. */
export async function undo(ids: readonly string[]): Promise<boolean> {
  const result = await undoScans(ids, t('attendance.undo_reason'));
  if (result.ok) toasts.show('info', t('attendance.undone', { count: ids.length }));
  else toasts.show('refused', failureText(result));
  return result.ok;
}
