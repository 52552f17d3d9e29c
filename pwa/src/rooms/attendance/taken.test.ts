import { describe, expect, it } from 'vitest';
import { OtherDesks } from './taken.ts';

const scan = (scan_id: string, member_id: string, minute: number, counts = true) => ({
  scan_id,
  member_id,
  kind: 'in' as const,
  at: new Date(Date.UTC(2026, 11, 3, 12, minute)).toISOString(),
  counts,
  device_id: null,
});
const at = (minute: number) => Date.UTC(2026, 11, 3, 12, minute);

describe('what other desks took', () => {
  it('keeps the earliest scan that counts, however often it is heard', () => {
    const desks = new OtherDesks();
    for (const scans of [[scan('b', 'an', 9)], [scan('a', 'an', 7), scan('b', 'an', 9)]]) {
      desks.add({ number: 1, scans });
    }
    desks.add({ number: 2, scans: [scan('c', 'binh', 8, false)] });
    expect([...desks.taken]).toEqual([['an', at(7)]]);
  });

  it('lets somebody go who was taken back elsewhere, and takes the word back with the next', () => {
    const desks = new OtherDesks();
    desks.add({ number: 1, scans: [scan('a', 'an', 7), scan('b', 'binh', 8)] });
    desks.hear({ a: false });
    expect([...desks.taken.keys()]).toEqual(['binh']);
    desks.hear({ a: true });
    expect(desks.taken.get('an')).toBe(at(7));
  });

  it('knows what was said of a scan before it heard of the scan', () => {
    const desks = new OtherDesks();
    desks.hear({ a: false });
    desks.add({ number: 1, scans: [scan('a', 'an', 7)] });
    expect(desks.taken.size).toBe(0);
  });

  it('falls back to the scan of another desk when the first was taken back here', () => {
    const desks = new OtherDesks();
    desks.add({ number: 1, scans: [scan('a', 'an', 7), scan('b', 'an', 9)] });
    desks.forget(['a']);
    expect(desks.taken.get('an')).toBe(at(9));
  });
});
