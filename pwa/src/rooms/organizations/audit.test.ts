import { beforeAll, expect, test } from 'vitest';
import { setLanguage } from '#i18n/index.svelte.ts';
import vi from '#i18n/vi/index.ts';
import en from '#i18n/en/index.ts';
import { ACTIONS, actionText, actorOf, sentenceOf, type AuditEntry } from './audit.ts';

beforeAll(() => setLanguage('vi'));

const entry = (rest: Partial<AuditEntry>): AuditEntry => ({
  id: '1',
  at: '2026-12-05T12:30:00Z',
  action: 'members.card_viewed',
  subject_kind: 'member',
  subject_id: null,
  organization_id: null,
  account_id: null,
  member_id: null,
  actor_name: null,
  details: {},
  ...rest,
});

test.each([vi, en].map((words) => [words.organizations] as const))(
  'every action of the filter has a sentence',
  (words) => {
    const missing = ACTIONS.filter((action) => !(`did_${action.replace('.', '_')}` in words));
    expect(missing).toEqual([]);
  },
);

test('details are told in words, codes and ids are left out', () => {
  const viewed = entry({ details: { role: 'secretary', at: '01941e90-e581' } });
  expect(sentenceOf(viewed)).toBe('Xem thẻ đảng viên (Bí thư)');
  const edited = entry({ action: 'members.edited', details: { fields: ['phone', 'email'] } });
  expect(sentenceOf(edited)).toBe('Sửa thẻ đảng viên (các mục: Điện thoại, Thư điện tử)');
});

test('an action of a newer server is still named', () => {
  expect(actionText('meetings.closed')).toBe('Việc khác: meetings.closed');
});

test('the handbook itself is told from a person whose account is gone', () => {
  expect(actorOf(entry({}))).toBe('Hệ thống');
  expect(actorOf(entry({ account_id: '7' }))).toBe('Tài khoản không còn tên');
  expect(actorOf(entry({ actor_name: 'Lò Thị An' }))).toBe('Lò Thị An');
});
