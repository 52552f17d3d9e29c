import { describe, expect, it } from 'vitest';
import type { Block, ContentRow } from '../rows.ts';
import { headingAt, outline } from './outline.ts';
import { firstBelow } from './place.svelte.ts';

const block = (number: number, kind: Block['kind'], level: number, text: string): Block => ({
  number,
  page: 1,
  kind,
  level,
  text,
  rows: null,
});

function content(...files: Block[][]): ContentRow {
  return {
    document_id: 'd',
    changed: 1,
    sections: files.map((blocks, index) => ({
      file_id: `f${index}`,
      name: `Tệp ${index}`,
      media_type: 'application/pdf',
      pages: 1,
      state: 'ready' as const,
      failure: null,
      recognized_pages: [],
      blocks,
    })),
  };
}

describe('outline', () => {
  it('leaves no heading level out, whatever the paper does', () => {
    const reading = outline(
      content([
        block(0, 'heading', 1, 'I'),
        block(1, 'heading', 4, 'a)'),
        block(2, 'paragraph', 0, 'chữ'),
        block(3, 'heading', 3, '1.'),
        block(4, 'heading', 1, 'II'),
      ]),
    );
    expect(reading.blocks.map(({ depth }) => depth)).toEqual([2, 3, 0, 3, 2]);
    expect(reading.headings.map(({ text, indent }) => [text, indent])).toEqual([
      ['I', 0],
      ['a)', 1],
      ['1.', 1],
      ['II', 0],
    ]);
  });

  it('puts the names of several files above their headings', () => {
    const reading = outline(
      content([block(0, 'heading', 1, 'I')], [block(0, 'heading', 1, 'Phụ lục')]),
    );
    expect(reading.headings.map(({ text, indent, key }) => [text, indent, key])).toEqual([
      ['Tệp 0', 0, 'f0:0'],
      ['I', 1, 'f0:0'],
      ['Tệp 1', 0, 'f1:0'],
      ['Phụ lục', 1, 'f1:0'],
    ]);
  });

  it('leaves letterhead, recipients and signatures out of the contents, not out of the text', () => {
    const reading = outline(
      content([
        block(0, 'heading', 1, 'ĐẢNG CỘNG SẢN VIỆT NAM'),
        block(1, 'heading', 1, 'TỈNH ỦY'),
        block(2, 'paragraph', 0, 'Yên Sơn, ngày 18 tháng 08 năm 2026'),
        block(3, 'heading', 1, 'NGHỊ QUYẾT'),
        block(4, 'heading', 2, 'I. Quan điểm'),
        block(5, 'paragraph', 0, 'Họp ngày 3 tháng 2 năm 2026 đã bàn việc này.'),
        block(6, 'heading', 2, 'Nơi nhận:'),
        block(7, 'heading', 1, 'T/M BAN THƯỜNG VỤ'),
        block(8, 'heading', 1, 'Phụ lục 1'),
      ]),
    );
    expect(reading.headings.map(({ text }) => text)).toEqual([
      'NGHỊ QUYẾT',
      'I. Quan điểm',
      'Phụ lục 1',
    ]);
    expect(reading.blocks).toHaveLength(9);
  });

  it('knows under which heading a block stands', () => {
    const reading = outline(
      content([
        block(0, 'paragraph', 0, 'mở đầu'),
        block(1, 'heading', 1, 'I'),
        block(2, 'paragraph', 0, 'chữ'),
      ]),
    );
    expect(headingAt(reading, 0)).toBeUndefined();
    expect(headingAt(reading, 2)?.text).toBe('I');
  });
});

describe('place on the screen', () => {
  const at = (bottom: number) => ({ getBoundingClientRect: () => ({ bottom }) as DOMRect });
  it('is the first block that reaches below the top bar', () => {
    const blocks = [-300, -10, 60, 90, 500].map(at);
    expect(firstBelow(blocks, 72)).toBe(3);
    expect(firstBelow(blocks, -1000)).toBe(0);
    expect(firstBelow(blocks, 9000)).toBe(4);
    expect(firstBelow([], 72)).toBe(0);
  });
});
