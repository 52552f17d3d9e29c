import type { components } from '#api/schema.gen.ts';
import { t, type PlainKey } from '#i18n/index.svelte.ts';
import type { Choice } from '#lib/choices.ts';
import { localOf, momentOf } from '#rooms/meetings/index.ts';
import type { Tone } from '#ui/tones.ts';
import { occasionOf } from './meetings.ts';

type Schemas = components['schemas'];
export type Announcement = Schemas['AnnouncementRead'];
export type Written = Schemas['WrittenRead'];
export type Funnel = Schemas['FunnelRead'];
export type Stages = Schemas['StagesRead'];
export type AnnouncementRequest = Schemas['AnnouncementRequest'];
export type Reader = Written['audience']['kinds'][number];

/** Kinds of people an announcement may be limited to. */
export const READERS: readonly Reader[] = ['official', 'probationary', 'committee', 'secretary'];

/** The steps of the way, in order; each counts people. */
export const STAGES = ['addressed', 'with_device', 'accepted', 'shown', 'opened'] as const;

interface State {
  word: PlainKey;
  tone: Tone;
}

const STATES: Readonly<Record<Written['state'], State>> = {
  scheduled: { word: 'notifications.state_scheduled', tone: 'warn' },
  sent: { word: 'notifications.state_sent', tone: 'ok' },
  cancelled: { word: 'notifications.state_cancelled', tone: 'info' },
};

/** How far it has come; what people had got before it was cancelled was taken back from them. */
export function stateOf({ state, addressed }: Pick<Written, 'state' | 'addressed'>): State {
  if (state === 'cancelled' && addressed !== null)
    return { word: 'notifications.withdrawn', tone: 'info' };
  return STATES[state];
}

/** What ends it: not sent any more, or taken back. */
export function endingOf(state: Written['state']) {
  return state === 'sent'
    ? ({
        act: 'notifications.withdraw_do',
        title: 'notifications.withdraw_title',
        happens: 'notifications.withdraw_happens',
      } as const)
    : ({
        act: 'notifications.cancel_do',
        title: 'notifications.cancel_title',
        happens: 'notifications.cancel_happens',
      } as const);
}

/** What stands in the boxes. */
export interface Draft {
  organization_id: string;
  title: string;
  text: string;
  /** To people of an organisation, or to those invited to a meeting. */
  to: 'unit' | 'meeting';
  meeting: Choice | null;
  /** '' is the whole organisation. */
  unit: string;
  kinds: Reader[];
  urgent: boolean;
  urgent_reason: string;
  /** As the phone's picker says it, `2026-12-05T19:30`; '' is at once. */
  at: string;
}

export function emptyDraft(organization_id: string): Draft {
  return {
    organization_id,
    title: '',
    text: '',
    to: 'unit',
    meeting: null,
    unit: '',
    kinds: [],
    urgent: false,
    urgent_reason: '',
    at: '',
  };
}

/** For whom it is, in one line. */
export function whomOf({ name, kinds, starts_at, organization_name }: Written['audience']): string {
  const which = starts_at && organization_name ? [occasionOf(starts_at, organization_name)] : [];
  return [name, ...which, ...kinds.map((kind) => t(`notifications.reader_${kind}`))].join(' · ');
}

/** What was written already and waits for its time, to be written again. */
export function draftOf(written: Written): Draft {
  const {
    organization_id: unit,
    meeting_id,
    kinds,
    name,
    starts_at,
    organization_name,
  } = written.audience;
  const meeting: Choice | null = meeting_id ? { id: meeting_id, title: name } : null;
  if (meeting && starts_at && organization_name) {
    meeting.detail = occasionOf(starts_at, organization_name);
  }
  return {
    organization_id: written.organization_id,
    title: written.title,
    text: written.text,
    to: meeting ? 'meeting' : 'unit',
    meeting,
    unit: unit && unit !== written.organization_id ? unit : '',
    kinds,
    urgent: written.urgent_reason !== null,
    urgent_reason: written.urgent_reason ?? '',
    at: localOf(written.send_at),
  };
}

/** Whom it is for; null while the meeting is not chosen. */
export function audienceOf(draft: Draft): AnnouncementRequest['audience'] | null {
  if (draft.to === 'meeting') {
    return draft.meeting && { organization_id: null, meeting_id: draft.meeting.id, kinds: [] };
  }
  return {
    organization_id: draft.unit || draft.organization_id,
    meeting_id: null,
    kinds: [...draft.kinds],
  };
}

/** What the server is told. Times are those of Việt Nam. */
export function requestOf(
  draft: Draft,
  audience: AnnouncementRequest['audience'],
): AnnouncementRequest {
  return {
    organization_id: draft.organization_id,
    title: draft.title.trim(),
    text: draft.text.trim(),
    audience,
    urgent_reason: draft.urgent ? draft.urgent_reason.trim() : null,
    send_at: draft.at ? momentOf(draft.at) : null,
  };
}

type Gap = 'title' | 'text' | 'meeting' | 'urgent_reason';

/** What is missing before the server need be asked. */
export function gapsOf(draft: Draft): Gap[] {
  const gaps: Gap[] = [];
  if (draft.title.trim() === '') gaps.push('title');
  if (draft.text.trim() === '') gaps.push('text');
  if (audienceOf(draft) === null) gaps.push('meeting');
  if (draft.urgent && draft.urgent_reason.trim().length < 5) gaps.push('urgent_reason');
  return gaps;
}
