import { describe, expect, it } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import { aMeeting } from '../../../../tests/meetings.ts';
import { lines, PlanForm, type Proposal, type Templates } from './form.svelte.ts';

await loadWords();
const TEMPLATES: Templates = {
  on: '2026-12-03',
  kinds: [
    { code: 'regular', title: 'Sinh hoạt thường kỳ', summons: 'branch', least_minutes: 90 },
    { code: 'thematic', title: 'Sinh hoạt chuyên đề', summons: 'branch', least_minutes: 90 },
  ],
  kind: 'regular',
  agenda: [{ part: 'opening', title: 'Tuyên bố lý do' }],
  citation: 'HD 42',
};
const PROPOSAL: Proposal = {
  organization_id: 'branch',
  kind: 'regular',
  kind_title: 'Sinh hoạt thường kỳ',
  month: '2026-12',
  starts_at: '2026-12-03T12:30:00Z',
  ends_at: '2026-12-03T14:00:00Z',
  place: 'Nhà văn hóa',
  video_link: null,
  chair_id: 'c',
  clerk_id: null,
  agenda: [],
  after_id: null,
};

describe('the form of a plan', () => {
  it('is ready to be sent as it was proposed', () => {
    const form = PlanForm.of(PROPOSAL, TEMPLATES);
    expect(form.missing).toEqual({});
    expect(form.plan).toMatchObject({
      title: 'Sinh hoạt thường kỳ tháng 12/2026',
      starts_at: '2026-12-03T12:30:00.000Z',
      ends_at: '2026-12-03T14:00:00.000Z',
      chair_id: 'c',
      clerk_id: null,
    });
    expect(form.agenda.items.map(({ title }) => title)).toEqual(['Tuyên bố lý do']);
  });

  it('names the meeting after its kind and month, until somebody names it himself', () => {
    const form = PlanForm.of(PROPOSAL, TEMPLATES);
    form.kind = 'thematic';
    form.nameIt(TEMPLATES);
    expect(form.title).toBe('Sinh hoạt chuyên đề tháng 12/2026');
    form.title = 'Chuyên đề chuyển đổi số';
    form.starts = '2027-01-07T19:30';
    form.moved(TEMPLATES);
    expect(form.title).toBe('Chuyên đề chuyển đổi số');
    expect(form.month).toBe('2027-01');
  });

  it('says what is missing', () => {
    const form = PlanForm.of(PROPOSAL, TEMPLATES);
    form.title = ' ';
    form.starts = '';
    form.minutes = 'một giờ';
    expect(Object.keys(form.missing)).toEqual(['title', 'starts', 'minutes']);
  });

  it('keeps the sites it knows and reads guests line by line', () => {
    const meeting = aMeeting('a', {
      sites: [{ id: 's', name: 'Điểm cầu thôn 2', place: 'Nhà văn hóa' }],
      guests: [{ name: 'Ông A', title: 'Trưởng thôn, tổ trưởng' }],
    });
    const form = PlanForm.from(meeting);
    form.sites += '\nĐiểm cầu thôn 5';
    expect(form.plan.sites).toEqual([
      { id: 's', name: 'Điểm cầu thôn 2', place: 'Nhà văn hóa' },
      { id: null, name: 'Điểm cầu thôn 5', place: null },
    ]);
    expect(form.plan.guests).toEqual([{ name: 'Ông A', title: 'Trưởng thôn, tổ trưởng' }]);
    expect(lines(' \n,lạ\nB,')).toEqual([
      [',lạ', null],
      ['B', null],
    ]);
  });
});
