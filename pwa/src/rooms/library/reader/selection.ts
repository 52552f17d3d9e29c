/** A piece of one block, in UTF-16 units of its text. */
export interface Picked {
  /** The block's key, from its `data-block`. */
  key: string;
  start: number;
  end: number;
}

/** How many characters of the block's text lie before this point of the page. */
function offsetIn(block: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** What is selected in each block the selection touches, without blank edges; top to bottom. */
export function picked(selection: Selection | null, root: Element): Picked[] {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const found: Picked[] = [];
  for (const block of root.querySelectorAll<HTMLElement>('[data-block]')) {
    if (!range.intersectsNode(block)) continue;
    const text = block.textContent;
    const starts = block.contains(range.startContainer);
    const ends = block.contains(range.endContainer);
    let start = starts ? offsetIn(block, range.startContainer, range.startOffset) : 0;
    let end = ends ? offsetIn(block, range.endContainer, range.endOffset) : text.length;
    const chosen = text.slice(start, end);
    start += chosen.length - chosen.trimStart().length;
    end -= chosen.length - chosen.trimEnd().length;
    if (start < end) found.push({ key: block.dataset.block ?? '', start, end });
  }
  return found;
}
