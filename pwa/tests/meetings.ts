import type { Meeting } from '#rooms/meetings/rows.ts';

const LASTS = 90 * 60_000;

/** A registered meeting to which the reader is asked, as the phone knows it. */
export function aMeeting(id: string, given: Partial<Meeting> = {}): Meeting {
  const starts_at = given.starts_at ?? '2026-12-03T12:30:00Z';
  return {
    id,
    organization: { id: 'branch', name: 'Chi bộ thôn 3' },
    kind: 'regular',
    summons: 'branch',
    title: 'Sinh hoạt thường kỳ tháng 12/2026',
    month: '2026-12',
    starts_at,
    ends_at: new Date(Date.parse(starts_at) + LASTS).toISOString(),
    place: 'Nhà văn hóa thôn 3',
    video_link: null,
    state: 'published',
    state_reason: null,
    published_at: '2026-11-15T02:00:00Z',
    opened_at: null,
    closed_at: null,
    version: 2,
    own: {
      answer: null,
      reason: null,
      reason_text: null,
      evidence_id: null,
      answered_at: null,
      site_id: null,
      decision: null,
      decision_note: null,
    },
    sites: [],
    chair: null,
    clerk: null,
    supervisor: null,
    guests: [],
    agenda: [],
    papers: [],
    changes: [],
    may_plan: false,
    may_run: false,
    ...given,
  };
}
