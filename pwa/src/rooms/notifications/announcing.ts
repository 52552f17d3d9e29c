import type { components } from '#api/schema.gen.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';

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

export const STATES: Readonly<Record<Written['state'], { word: PlainKey; tone: Tone }>> = {
  scheduled: { word: 'notifications.state_scheduled', tone: 'warn' },
  sent: { word: 'notifications.state_sent', tone: 'ok' },
  cancelled: { word: 'notifications.state_cancelled', tone: 'info' },
};

/** What stands in the boxes. */
export interface Draft {
  organization_id: string;
  title: string;
  text: string;
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
    unit: '',
    kinds: [],
    urgent: false,
    urgent_reason: '',
    at: '',
  };
}

export function audienceOf(draft: Draft): AnnouncementRequest['audience'] {
  return {
    organization_id: draft.unit || draft.organization_id,
    meeting_id: null,
    kinds: [...draft.kinds],
  };
}

/** Local time of the office; Việt Nam has one zone and no summer time. */
export function requestOf(draft: Draft): AnnouncementRequest {
  return {
    organization_id: draft.organization_id,
    title: draft.title.trim(),
    text: draft.text.trim(),
    audience: audienceOf(draft),
    urgent_reason: draft.urgent ? draft.urgent_reason.trim() : null,
    send_at: draft.at ? `${draft.at}:00+07:00` : null,
  };
}

/** What is missing before the server need be asked. */
export function gapsOf(draft: Draft): ('title' | 'text' | 'urgent_reason')[] {
  const gaps: ('title' | 'text' | 'urgent_reason')[] = [];
  if (draft.title.trim() === '') gaps.push('title');
  if (draft.text.trim() === '') gaps.push('text');
  if (draft.urgent && draft.urgent_reason.trim().length < 5) gaps.push('urgent_reason');
  return gaps;
}
