import type { components } from '#api/schema.gen.ts';
import { table } from '#offline/database.ts';

type Schemas = components['schemas'];
export type Notice = Schemas['NoticeRead'];
export type Preferences = Schemas['PreferencesRead'];
export type Step = Schemas['SelfTestStepRead'];

/** A notice on this phone; `unread` is 1 or 0, because IndexedDB has no index of booleans. */
export interface NoticeRow extends Notice {
  unread: 0 | 1;
}

export const notices = table<NoticeRow>('notifications_notices');

export const PREFERENCES = 'notifications.preferences';

/** A notice as the phone keeps it. */
export function asRow(notice: Notice): NoticeRow {
  return { ...notice, unread: notice.read_at === null && !notice.withdrawn ? 1 : 0 };
}
