import { describe, expect, it } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import { aMeeting } from '../../../tests/meetings.ts';
import { localOf, minutesOf, momentOf } from './times.ts';
import { changeText, monthWord, spanText, warningText } from './words.ts';

await loadWords();
const warning = (code: string, params: Record<string, unknown>) => ({
  code,
  params,
  topic: null,
  citation: null,
  source_level: null,
});

describe('words about meetings', () => {
  it('says when a meeting begins and ends', () => {
    expect(spanText(aMeeting('a'))).toMatch(/03\/12.*19:30 đến 21:00$/);
    expect(monthWord('2026-12')).toBe('12/2026');
  });

  it('says what a warning is about, and of an unknown one its code', () => {
    expect(warningText(warning('too_short', { minutes: 60, least_minutes: 90 }))).toContain('60');
    expect(warningText(warning('registered_late', { by: '2026-11-20' }))).toContain('20/11/2026');
    expect(
      warningText(warning('papers_late', { titles: ['A', 'B'], due_at: '2026-12-02T12:30:00Z' })),
    ).toContain('A; B');
    const clash = {
      name: 'Lò Văn Bí',
      part: 'chair',
      title: null,
      starts_at: '2026-12-03T12:30:00Z',
    };
    expect(warningText(warning('clash', clash))).toContain('lịch ở tổ chức khác');
    expect(warningText(warning('from_the_future', {}))).toBe('from_the_future');
  });

  it('says what a change changed, never an id', () => {
    expect(changeText('place', ['Nhà văn hóa', 'Trụ sở xã'])).toContain('Nhà văn hóa → Trụ sở xã');
    expect(changeText('starts_at', ['2026-12-03T12:30:00Z', null])).toContain('chưa rõ');
    expect(changeText('chair_id', ['0190-a', '0190-b'])).not.toContain('0190');
    expect(changeText('added', ['Bầu bổ sung', 'Kết nạp'])).toContain('Bầu bổ sung; Kết nạp');
    expect(changeText('reason', 'Bão số 9')).toContain('Bão số 9');
    expect(changeText('guests', [[], ['Ông A']])).toContain('Ông A');
  });
});

describe('times of the form', () => {
  it('are Vietnam’s, wherever the phone is', () => {
    expect(localOf('2026-12-03T12:30:00Z')).toBe('2026-12-03T19:30');
    expect(momentOf('2026-12-03T19:30')).toBe('2026-12-03T12:30:00.000Z');
    expect(momentOf(localOf('2026-12-31T17:05:00.000Z'))).toBe('2026-12-31T17:05:00.000Z');
    expect(minutesOf(aMeeting('a'))).toBe(90);
  });
});
