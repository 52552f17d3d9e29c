import { beforeAll, expect, it } from 'vitest';
import { loadWords } from '#i18n/index.svelte.ts';
import { entriesOf } from './history.ts';

beforeAll(loadWords);

it("tells a member's story with the newest first", () => {
  const branch = { id: 'b-3', name: 'Chi bộ thôn 3' };
  const entries = entriesOf({
    states: [
      { state: 'official', from_on: '1991-02-03', to_on: null, reason: null, decision: '12-QĐ/HU' },
      {
        state: 'probationary',
        from_on: '1990-02-03',
        to_on: '1991-02-03',
        reason: null,
        decision: null,
      },
    ],
    memberships: [{ branch, from_on: '2001-05-19', to_on: null }],
    exemptions: [],
    transfers: [],
  });
  expect(entries).toEqual([
    { on: '2001-05-19', title: 'Sinh hoạt tại Chi bộ thôn 3', detail: '' },
    { on: '1991-02-03', title: 'Đảng viên chính thức', detail: '12-QĐ/HU' },
    { on: '1990-02-03', title: 'Đảng viên dự bị', detail: '' },
  ]);
});
