import { expect, test } from 'vitest';
import { audienceOf, emptyDraft, gapsOf, requestOf } from './announcing.ts';

const PLACE = '019a0000-0000-7000-8000-000000000001';
const UNIT = '019a0000-0000-7000-8000-000000000002';

test('an announcement without a day goes at once, to the whole organisation', () => {
  const draft = { ...emptyDraft(PLACE), title: ' Lịch học ', text: 'Mang theo tài liệu.' };
  expect(requestOf(draft)).toEqual({
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
  expect(requestOf(draft).send_at).toBe('2026-12-01T07:30:00+07:00');
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
