import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database } from '#offline/database.ts';
import { aPaper, aText } from '../../../tests/papers.ts';
import { forgetSearches, recentSearches, rememberSearch } from './recent.ts';
import { contents } from './rows.ts';
import { filtered, searchPhone } from './search.ts';
import { loadShelf, toStudy } from './shelf.ts';
import { documents } from './rows.ts';

const papers = [
  aPaper('symbol', { number_symbol: '12-CT/TU', title: 'Chỉ thị về phòng cháy', type: 'CT' }),
  aPaper('title', { title: 'Nghị quyết về chuyển đổi số', published_at: '2026-01-01T00:00:00Z' }),
  aPaper('text', { title: 'Kế hoạch năm', number_symbol: null, issued_on: '2025-03-01' }),
  aPaper('unread', { title: 'Thông báo', number_symbol: '1-TB/ĐU' }),
];
const TEXT = ['Mở đầu.', 'Phấn đấu 100 % chi bộ chuyển đổi số trong sinh hoạt.', 'Đáng và đang.'];

async function find(query: string): Promise<string[]> {
  return (await searchPhone(query, papers)).map(({ document }) => document.id);
}

beforeEach(async () => {
  await database.open();
  await contents.put(aText('text', TEXT));
});
afterEach(async () => {
  await database.delete();
});

describe('searching the phone', () => {
  it('finds title and text without marks, the title first', async () => {
    expect(await find('chuyen doi so')).toEqual(['title', 'text']);
  });

  it('leads to the passage and shows its words', async () => {
    const [, hit] = await searchPhone('chuyen doi so', papers);
    expect([hit?.file_id, hit?.block]).toEqual(['f', 1]);
    expect(hit?.snippet.filter((part) => part.hit).map(({ text }) => text)).toEqual([
      'chuyển',
      'đổi',
      'số',
    ]);
  });

  it('finds a number-symbol in any spelling, before anything else', async () => {
    expect(await find('12 ct tu')).toEqual(['symbol']);
    expect(await find('01-TB/DU')).toEqual(['unread']);
  });

  it('looks for exactly the letters when marks were typed, else without them', async () => {
    const [hit] = await searchPhone('"đang"', papers.slice(2, 3));
    expect(hit?.snippet.filter((part) => part.hit).map(({ text }) => text)).toEqual(['đang']);
    expect(await find('phóng cháy')).toEqual(['symbol']);
  });

  it('finds nothing for nothing', async () => {
    expect(await find('  ')).toEqual([]);
    expect(await find('ngân hàng')).toEqual([]);
  });

  it('forgets the old text once a paper has changed', async () => {
    expect(await find('phan dau')).toEqual(['text']);
    await contents.put(aText('text', ['Bản mới'], 2));
    const changed = papers.map((paper) => (paper.id === 'text' ? { ...paper, changed: 2 } : paper));
    expect(await searchPhone('phan dau', changed)).toEqual([]);
  });

  it('narrows by type, issuer and year', () => {
    const ids = (filters: { type?: string; issuer?: string; year?: string }) =>
      filtered(papers, { type: '', issuer: '', year: '', ...filters }).map(({ id }) => id);
    expect(ids({ type: 'CT' })).toEqual(['symbol']);
    expect(ids({ year: '2025' })).toEqual(['text']);
    expect(ids({ issuer: 'Nơi khác' })).toEqual([]);
    expect(ids({})).toHaveLength(4);
  });
});

describe('recent searches', () => {
  it('are few, newest first, and the same words count once', async () => {
    for (let at = 0; at < 10; at++) await rememberSearch(`nghị quyết ${at}`);
    await rememberSearch('  NGHI QUYET 5 ');
    const recent = await recentSearches();
    expect(recent).toHaveLength(8);
    expect(recent.filter((text) => text.endsWith('5'))).toEqual(['NGHI QUYET 5']);
    await forgetSearches();
    expect(await recentSearches()).toEqual([]);
  });
});

describe('papers to study', () => {
  it('are those asked for and not studied, the most urgent first', async () => {
    await documents.bulkPut([
      aPaper('later', { study_by_on: '2026-12-20' }),
      aPaper('sooner', { study_by_on: '2026-12-01' }),
      aPaper('replaced', { study_by_on: '2026-12-01', state: 'replaced' }),
      aPaper('plain'),
    ]);
    const ids = toStudy(await loadShelf()).map(({ document }) => document.id);
    expect(ids).toEqual(['sooner', 'later']);
  });
});
