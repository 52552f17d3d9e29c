import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { asRow, notices, type Notice } from './rows.ts';
import { byDay, storedNotices, subjectsOf, unreadNotices } from './inbox.ts';
import { lineOf } from './test-run.svelte.ts';
import { iconOf, titleOf } from './words.ts';
import { table } from '#offline/database.ts';

const PAPER = '/van-kien/019a0000-0000-7000-8000-000000000001';

function notice(number: number, at: string, more: Partial<Notice> = {}): Notice {
  return {
    id: `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    number,
    kind: 'document',
    title_key: 'document_published',
    subject: null,
    link: PAPER,
    created_at: at,
    read_at: null,
    withdrawn: false,
    ...more,
  };
}

afterEach(async () => {
  vi.useRealTimers();
  await notices.clear();
});

test('the newest notices come first, and only so many', async () => {
  await notices.bulkPut([1, 3, 2].map((number) => asRow(notice(number, '2026-11-20T05:00:00Z'))));
  expect((await storedNotices(2)).map(({ number }) => number)).toEqual([3, 2]);
});

test('what its office took back need not be read any more', async () => {
  const at = '2026-11-20T05:00:00Z';
  await notices.bulkPut([asRow(notice(1, at)), asRow(notice(2, at, { withdrawn: true }))]);
  expect((await unreadNotices(5)).map(({ number }) => number)).toEqual([1]);
  expect((await storedNotices(5)).map(({ number }) => number)).toEqual([2, 1]);
});

test('home shows what is not read yet, and of what says the same only the newest', async () => {
  const signedIn = { title_key: 'new_device', link: '/ca-nhan/thiet-bi' };
  const at = '2026-11-20T05:00:00Z';
  await notices.bulkPut(
    [
      notice(1, at, signedIn),
      notice(2, at, { read_at: at }),
      notice(3, at),
      notice(4, at, signedIn),
    ].map(asRow),
  );
  expect((await unreadNotices(3)).map(({ number }) => number)).toEqual([4, 3]);
  expect((await unreadNotices(1)).map(({ number }) => number)).toEqual([4]);
});

test('days are those of Vietnam', () => {
  const rows = [
    notice(3, '2026-11-20T17:30:00Z'),
    notice(2, '2026-11-20T16:30:00Z'),
    notice(1, '2026-11-19T18:00:00Z'),
  ].map(asRow);
  const days = byDay(rows).map((day) => [day.iso, day.notices.map(({ number }) => number)]);
  expect(days).toEqual([
    ['2026-11-21', [3]],
    ['2026-11-20', [2, 1]],
  ]);
});

test('a notice has the title of its paper only when the phone has the paper', async () => {
  await table('library_documents').put({ id: PAPER.split('/')[2], title: 'Nghị quyết 05' });
  const rows = [
    notice(1, '2026-11-20T05:00:00Z'),
    notice(2, '2026-11-20T05:00:00Z', { link: '/van-kien' }),
    notice(3, '2026-11-20T05:00:00Z', { link: PAPER.replace('/van-kien', '/sinh-hoat') }),
  ].map(asRow);
  expect([...(await subjectsOf(rows))]).toEqual([[PAPER, 'Nghị quyết 05']]);
});

test('what a newer server says is still shown', () => {
  expect(titleOf('something_new')).toBe('notifications.title_unknown');
  expect(iconOf('something_new')).toBe('bell');
});

test('each failed step says how to mend it', () => {
  const steps = [
    'ended',
    'name_unknown',
    'address_unsafe',
    'no_answer',
    'gone',
    'too_many',
    'refused',
    'trouble',
  ] as const;
  for (const code of steps) {
    const line = lineOf({ step: 'accepted', ok: false, code, status: null });
    expect(line).toMatchObject({ state: 'failed' });
    expect(line.mends?.[0]).toMatch(/^notifications\.test_mend_/);
  }
  expect(lineOf({ step: 'accepted', ok: true, code: 'ok', status: 201 })).toEqual({
    label: 'notifications.test_accepted',
    state: 'ok',
  });
});
