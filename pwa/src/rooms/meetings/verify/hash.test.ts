import { expect, it } from 'vitest';
import { sha256, verdictOf } from './hash.ts';

const paper = {
  code: '7K4M-92QX-TB3D',
  kind: 'minutes',
  title: 'Biên bản',
  symbol: '05-BB/CB',
  organization: 'Chi bộ thôn Một',
  held_on: '2026-12-03',
  sealed_at: '2026-12-03T14:10:00Z',
  void: false,
  void_reason: null,
  editions: [
    { sha256: 'new', issued_at: '2026-12-05T01:00:00Z', latest: true },
    { sha256: 'old', issued_at: '2026-12-03T14:10:00Z', latest: false },
  ],
  signed: [
    { sha256: 'signed', intact: true, same_text: true, signatures: 1 },
    { sha256: 'forged', intact: true, same_text: false, signatures: 1 },
  ],
} as const satisfies Parameters<typeof verdictOf>[0];

it('computes the hash that sha256sum prints', async () => {
  expect(await sha256(new Blob(['abc']))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

it.each([
  ['new', 'same'],
  ['old', 'older'],
  ['signed', 'signed'],
  ['forged', 'signed_other'],
  ['anything', 'other'],
] as const)('a file %s is %s', (hash, verdict) => {
  expect(verdictOf(paper, hash)).toBe(verdict);
});
