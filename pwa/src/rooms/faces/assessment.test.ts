import { beforeAll, expect, test } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import { asFile, asSheet, figures } from './assessment.ts';
import type { Processing } from './desk.ts';

beforeAll(loadWords);

const processing: Processing = {
  purpose: 'check_in',
  engine: 'yunet-2023mar+sface-2021dec',
  text_version: '2026-11',
  text_sha256: 'ab12',
  key_number: 3,
  templates: 12,
  templates_to_check: 1,
  templates_outdated: 0,
  templates_overdue: 2,
  consents_given: 14,
  consents_withdrawn: 2,
  deletions: {
    withdrawn: 2,
    own_wish: 0,
    replaced: 1,
    refused: 0,
    event_over: 40,
    not_offered: 0,
    left: 5,
  },
  matches: 31,
  confirmations: 4,
  overrides: { undone: 1, vouched: 6 },
  threshold_of: { '50': 0.6, '5000': 0.612 },
  wrong_greetings_of: { '50': 0.0002, '5000': 0.02 },
};

test('every figure of the register stands on a line of its own, with its words', () => {
  const lines = figures(processing);
  expect(lines).toContainEqual(['Đang lưu', '12']);
  expect(lines).toContainEqual(['Quá hạn xóa', '2']);
  expect(lines).toContainEqual(['Đã xóa: Thôi sinh hoạt tại đây', '5']);
  expect(lines).toContainEqual(['Lượt cán bộ xác nhận', '6']);
  expect(lines).toContainEqual([
    'Ngưỡng với 5.000 người',
    '0,612 · dự kiến nhầm 0,02 lần cho mỗi người chưa đăng ký',
  ]);
  expect(lines).toContainEqual(['Bản đồng ý và mã kiểm tra', '2026-11 · ab12']);
  expect(new Set(lines.map(([label]) => label)).size).toBe(lines.length);
});

test('the sheet is read by Excel: marked as UTF-8, one pair a line, quotes doubled', () => {
  const sheet = asSheet({ ...processing, engine: 'an "engine", named' });
  expect(sheet.startsWith('\uFEFF"')).toBe(true);
  const rows = sheet.slice(1).trimEnd().split('\r\n');
  expect(rows).toHaveLength(figures(processing).length);
  expect(rows).toContain('"Bộ nhận diện","an ""engine"", named"');
});

test('the file is the sheet', () => {
  const [head, content] = asFile(processing).split(/,(.*)/s);
  expect(head).toBe('data:text/csv;charset=utf-8');
  expect(decodeURIComponent(content ?? '')).toBe(asSheet(processing));
});
