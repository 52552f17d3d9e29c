import type { components } from '#api/schema.gen.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';

export type Parked = components['schemas']['ParkedRead'];
export type Stuck = components['schemas']['StuckRead'];

const EVENTS: Readonly<Record<string, PlainKey>> = {
  'library.document_published': 'notifications.event_document_published',
  'library.document_replaced': 'notifications.event_document_replaced',
  'library.document_withdrawn': 'notifications.event_document_withdrawn',
  'meetings.published': 'notifications.event_meeting_published',
  'meetings.changed': 'notifications.event_meeting_changed',
  'meetings.postponed': 'notifications.event_meeting_postponed',
  'meetings.cancelled': 'notifications.event_meeting_cancelled',
  'meetings.absence_asked': 'notifications.event_absence_asked',
  'meetings.absence_decided': 'notifications.event_absence_decided',
  'faces.engine_changed': 'notifications.event_engine_changed',
  'attendance.desk_changed': 'notifications.event_desk_changed',
  'meetings.report_decided': 'notifications.event_report_decided',
  'members.request_received': 'notifications.event_request_received',
  'members.request_answered': 'notifications.event_request_answered',
  'signin.signed_in_on_new_device': 'notifications.event_new_device',
  'signin.account_activated': 'notifications.event_account_recovered',
};

/** Failures that can be told in words. */
const REASONS: Readonly<Record<string, PlainKey>> = {
  NoResultFound: 'notifications.reason_missing',
  OperationalError: 'notifications.reason_database',
};

/** What happened that could not be told. */
export function eventOf(kind: string): PlainKey {
  return EVENTS[kind] ?? 'notifications.event_unknown';
}

/** Why it could not be told. */
export function reasonOf(reason: string): PlainKey {
  return REASONS[reason] ?? 'notifications.reason_other';
}

/** How many wait for a service, since when, and what to look at. */
const MENDS = {
  email: { title: 'notifications.stuck_email', text: 'notifications.stuck_email_text' },
  web_push: { title: 'notifications.stuck_push', text: 'notifications.stuck_push_text' },
  fcm: { title: 'notifications.stuck_fcm', text: 'notifications.stuck_fcm_text' },
} as const;

/** What to say about a channel on which notices wait. */
export function mendOf(channel: Stuck['channel']): (typeof MENDS)[Stuck['channel']] {
  return MENDS[channel];
}
