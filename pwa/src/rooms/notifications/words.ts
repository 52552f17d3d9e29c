import type { PlainKey } from '#i18n/index.svelte.ts';
import type { IconName } from '#ui/icons.ts';
import type { Notice } from './rows.ts';

const TITLES: Readonly<Record<string, PlainKey>> = {
  document_published: 'notifications.title_document_published',
  document_to_study: 'notifications.title_document_to_study',
  document_replaced: 'notifications.title_document_replaced',
  document_withdrawn: 'notifications.title_document_withdrawn',
  meeting_published: 'notifications.title_meeting_published',
  meeting_changed: 'notifications.title_meeting_changed',
  meeting_moved: 'notifications.title_meeting_moved',
  meeting_postponed: 'notifications.title_meeting_postponed',
  meeting_cancelled: 'notifications.title_meeting_cancelled',
  absence_asked: 'notifications.title_absence_asked',
  absence_decided: 'notifications.title_absence_decided',
  desk_granted: 'notifications.title_desk_granted',
  desk_revoked: 'notifications.title_desk_revoked',
  enrol_again: 'notifications.title_enrol_again',
  report_accepted: 'notifications.title_report_accepted',
  report_returned: 'notifications.title_report_returned',
  request_received: 'notifications.title_request_received',
  request_answered: 'notifications.title_request_answered',
  meeting_tomorrow: 'notifications.title_meeting_tomorrow',
  meeting_soon: 'notifications.title_meeting_soon',
  answer_missing: 'notifications.title_answer_missing',
  papers_out: 'notifications.title_papers_out',
  papers_due: 'notifications.title_papers_due',
  minutes_due: 'notifications.title_minutes_due',
  month_unregistered: 'notifications.title_month_unregistered',
  month_last_day: 'notifications.title_month_last_day',
  tasks_due: 'notifications.title_tasks_due',
  requests_due: 'notifications.title_requests_due',
  announcement: 'notifications.title_announcement',
  announcement_urgent: 'notifications.title_announcement_urgent',
  new_device: 'notifications.title_new_device',
  account_recovered: 'notifications.title_account_recovered',
  digest: 'notifications.title_digest',
  test: 'notifications.title_test',
};

const ICONS: Readonly<Record<Notice['kind'], IconName>> = {
  document: 'book',
  meeting: 'calendar',
  announcement: 'speaker',
  data: 'shield',
  security: 'key',
  digest: 'bell',
  test: 'bell',
};

/** The sentence of a notice; a newer server may know one that this version does not. */
export function titleOf(key: string): PlainKey {
  return TITLES[key] ?? 'notifications.title_unknown';
}

/** A kind this version does not know gets the bell. */
export function iconOf(kind: string): IconName {
  return (ICONS as Partial<Record<string, IconName>>)[kind] ?? 'bell';
}
