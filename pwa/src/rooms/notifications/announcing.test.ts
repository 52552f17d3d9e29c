import { beforeAll, expect, test } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import {
  audienceOf,
  draftOf,
  emptyDraft,
  endingOf,
  gapsOf,
  requestOf,
  stateOf,
  whomOf,
  type Draft,
  type Written,
} from './announcing.ts';

const PLACE = '019a0000-0000-7000-8000-000000000001';
const UNIT = '019a0000-0000-7000-8000-000000000002';
const MEETING = '019a0000-0000-7000-8000-000000000003';

beforeAll(loadWords);

function said(draft: Draft) {
  const audience = audienceOf(draft);
  return audience && requestOf(draft, audience);
}

test('what was sent is withdrawn, what waits is cancelled', () => {
  expect(endingOf('sent').act).toBe('notifications.withdraw_do');
  expect(endingOf('scheduled').act).toBe('notifications.cancel_do');
  expect(stateOf({ state: 'cancelled', addressed: 12 }).word).toBe('notifications.withdrawn');
  expect(stateOf({ state: 'cancelled', addressed: null }).word).toBe(
    'notifications.state_cancelled',
  );
});

test('an announcement without a day goes at once, to the whole organisation', () => {
  const draft = { ...emptyDraft(PLACE), title: ' Lịch học ', text: 'Mang theo tài liệu.' };
  expect(said(draft)).toEqual({
    organization_id: PLACE,
    title: 'Lịch học',
    text: 'Mang theo tài liệu.',
    audience: { organization_id: PLACE, meeting_id: null, kinds: [] },
    urgent_reason: null,
    send_at: null,
  });
});

test('a day and an hour are those of Việt Nam', () => {
  const draft = { ...emptyDraft(PLACE), at: '2026-12-01T07:30' };
  expect(said(draft)?.send_at).toBe('2026-12-01T00:30:00.000Z');
});

test('one unit and some kinds', () => {
  const draft = { ...emptyDraft(PLACE), unit: UNIT, kinds: ['secretary' as const] };
  expect(audienceOf(draft)).toEqual({
    organization_id: UNIT,
    meeting_id: null,
    kinds: ['secretary'],
  });
});

test('an urgent one needs its reason', () => {
  const written = { ...emptyDraft(PLACE), title: 'a', text: 'b' };
  expect(gapsOf(written)).toEqual([]);
  expect(gapsOf({ ...written, urgent: true })).toEqual(['urgent_reason']);
  expect(gapsOf({ ...written, urgent: true, urgent_reason: 'Bão đổ bộ' })).toEqual([]);
  expect(gapsOf(emptyDraft(PLACE))).toEqual(['title', 'text']);
});

test('the invitees of a meeting are chosen by the meeting alone', () => {
  const draft: Draft = { ...emptyDraft(PLACE), title: 'a', text: 'b', to: 'meeting', unit: UNIT };
  expect(audienceOf(draft)).toBeNull();
  expect(gapsOf(draft)).toEqual(['meeting']);
  const chosen = { ...draft, meeting: { id: MEETING, title: 'Sinh hoạt tháng 12' } };
  expect(audienceOf(chosen)).toEqual({ organization_id: null, meeting_id: MEETING, kinds: [] });
});

test('what waits is written again with everything that was chosen', () => {
  const written: Written = {
    id: UNIT,
    organization_id: PLACE,
    organization_name: 'Chi bộ 1',
    title: 'Lịch học',
    text: 'Mang theo tài liệu.',
    urgent_reason: 'Bão đổ bộ',
    state: 'scheduled',
    send_at: '2026-12-01T00:30:00Z',
    addressed: null,
    audience: {
      organization_id: PLACE,
      kinds: ['secretary'],
      meeting_id: null,
      name: 'Chi bộ 1',
      starts_at: null,
      organization_name: null,
    },
  };
  expect(whomOf(written.audience)).toBe('Chi bộ 1 · Bí thư, phó bí thư');
  const draft = draftOf(written);
  expect(draft.unit).toBe('');
  expect(said(draft)).toMatchObject({
    title: 'Lịch học',
    audience: { organization_id: PLACE, kinds: ['secretary'] },
    urgent_reason: 'Bão đổ bộ',
    send_at: '2026-12-01T00:30:00.000Z',
  });
  const meeting = {
    organization_id: null,
    kinds: [],
    meeting_id: MEETING,
    name: 'Sinh hoạt',
    starts_at: '2025-12-01T12:30:00Z',
    organization_name: 'Chi bộ 2',
  };
  expect(audienceOf(draftOf({ ...written, audience: meeting }))?.meeting_id).toBe(MEETING);
  expect(draftOf({ ...written, audience: meeting }).meeting?.detail).toContain('Chi bộ 2');
  expect(whomOf(meeting)).toMatch(/^Sinh hoạt · .*01\/12.* · Chi bộ 2$/);
});
