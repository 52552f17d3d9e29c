import { expect, test } from 'vitest';
import { currentHref } from './nav.ts';
import { syncLook, type SyncPicture } from './sync-look.ts';

const calm: SyncPicture = { waiting: 0, refused: 0, online: true, state: 'idle' };

test.each([
  [{ waiting: 3, refused: 1, online: false }, 'kit.sync_refused', 1],
  [{ waiting: 2, online: false }, 'kit.sync_waiting', 2],
  [{ online: false, state: 'running' }, 'kit.sync_offline', 0],
  [{ state: 'running' }, 'kit.sync_running', 0],
  [{ state: 'failed' }, 'kit.sync_failed', 0],
  [{}, 'kit.sync_done', 0],
] as const)('%j shows %s: the most urgent thing first', (change, key, count) => {
  expect(syncLook({ ...calm, ...change })).toMatchObject({ key, count });
});

test.each([
  ['/', '/'],
  ['/van-kien/1', '/van-kien'],
  ['/van-kien/quan-ly/2', '/van-kien/quan-ly'],
  ['/van-kien-khac', undefined],
  ['/diem-danh', '/diem-danh'],
  ['/diem-danh/quet/1', '/diem-danh'],
  ['/diem-danh/bang/1', '/sinh-hoat'],
  ['/sinh-hoat/1', '/sinh-hoat'],
  ['/diem-danh/ma', undefined],
])('at %s the place %s is marked', (path, href) => {
  const places = [
    ...['/', '/van-kien', '/van-kien/quan-ly'].map((href) => ({ href })),
    { href: '/sinh-hoat', covers: ['/sinh-hoat', '/diem-danh/bang/'] },
    { href: '/diem-danh', covers: ['/diem-danh/quet'] },
  ];
  expect(currentHref(places, path)).toBe(href);
});
