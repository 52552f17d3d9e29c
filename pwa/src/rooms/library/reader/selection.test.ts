import { beforeEach, describe, expect, it } from 'vitest';
import { picked } from './selection.ts';

let root: Element;

/** Selects from one text node to another. */
function select(from: Node, start: number, to: Node, end: number): Selection | null {
  const range = document.createRange();
  range.setStart(from, start);
  range.setEnd(to, end);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return selection;
}

function text(selector: string, index = 0): Node {
  const walker = document.createTreeWalker(
    root.querySelector(selector) as Node,
    NodeFilter.SHOW_TEXT,
  );
  for (let at = 0; at <= index; at++) walker.nextNode();
  return walker.currentNode;
}

beforeEach(() => {
  document.body.innerHTML = `
    <article>
      <p data-block="f:0">Phấn <mark>đấu</mark> 100 %</p>
      <button>Ghi chú riêng</button>
      <p data-block="f:1">Tài liệu chính thức</p>
    </article>
    <p id="outside">ngoài</p>`;
  root = document.body.firstElementChild ?? document.body;
});

describe('what is selected', () => {
  it('counts over highlights that are there already', () => {
    const selection = select(text('[data-block="f:0"]', 1), 1, text('[data-block="f:0"]', 2), 4);
    expect(picked(selection, root)).toEqual([{ key: 'f:0', start: 6, end: 12 }]);
  });

  it('is one piece a block, and skips what lies between blocks', () => {
    const selection = select(text('[data-block="f:0"]'), 0, text('[data-block="f:1"]'), 8);
    expect(picked(selection, root)).toEqual([
      { key: 'f:0', start: 0, end: 14 },
      { key: 'f:1', start: 0, end: 8 },
    ]);
  });

  it('drops blank edges', () => {
    const selection = select(text('[data-block="f:1"]'), 3, text('[data-block="f:1"]'), 9);
    expect(picked(selection, root)).toEqual([{ key: 'f:1', start: 4, end: 8 }]);
  });

  it('is nothing outside the text, or when only a place is set', () => {
    const outside = text.call(null, '[data-block="f:1"]');
    expect(picked(select(outside, 4, outside, 4), root)).toEqual([]);
    const other = document.querySelector('#outside')?.firstChild as Node;
    expect(picked(select(other, 0, other, 3), root)).toEqual([]);
  });
});
