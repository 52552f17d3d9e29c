import { expect, test } from 'vitest';
import { isEarly, type DeskOffer } from './desks.ts';

const desk: DeskOffer = {
  meeting_id: '0197f5a0-0000-7000-8000-000000000001',
  title: 'Hội nghị học tập nghị quyết',
  organization: 'Đảng bộ tỉnh Yên Sơn',
  place: null,
  starts_at: '2026-11-27T00:30:00Z',
  ends_at: '2026-11-27T10:00:00Z',
};

test.each([
  ['days before', '2026-11-23T00:30:00Z', true],
  ['the evening before', '2026-11-26T12:00:00Z', true],
  ['when the doors are opened', '2026-11-26T22:30:00Z', false],
  ['while it is on', '2026-11-27T03:00:00Z', false],
  ['long after it', '2026-11-29T03:00:00Z', false],
])('a desk says that it is early: %s', (_, now, early) => {
  expect(isEarly(desk, Date.parse(now))).toBe(early);
});
