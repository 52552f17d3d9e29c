/** The top bar covers this much of the screen (px). */
const COVERED = 72;

/** The first of the elements, from top to bottom, whose lower edge is below `line`. */
export function firstBelow(
  elements: readonly Pick<Element, 'getBoundingClientRect'>[],
  line: number,
): number {
  let from = 0;
  let to = elements.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > line) to = middle;
    else from = middle + 1;
  }
  return Math.min(from, Math.max(0, elements.length - 1));
}

/** Where in the text the reader is, followed while the page scrolls. */
export class Place {
  /** The block at the top of the screen. */
  index = $state(0);
  /** How much of the text has been on the screen or above it, 0 to 1. */
  share = $state(0);
  #elements: HTMLElement[] = [];
  #frame = 0;

  /** Follows the blocks inside `root`; returns how to stop. */
  follow(root: HTMLElement): () => void {
    this.#elements = [...root.querySelectorAll<HTMLElement>('[data-place]')];
    const look = () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#look());
    };
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look, { passive: true });
    look();
    return () => {
      cancelAnimationFrame(this.#frame);
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }

  /** Brings a block to the top of the screen; the keyboard goes on from there. */
  go(key: string, focus = true): boolean {
    const found = this.#elements.find(({ dataset }) => dataset.place === key);
    found?.scrollIntoView({ block: 'start' });
    if (focus) found?.focus({ preventScroll: true });
    return found !== undefined;
  }

  /** Makes sure a block is in sight, without moving the page when it is. */
  show(key: string): void {
    const found = this.#elements.find(({ dataset }) => dataset.place === key);
    if (!found) return;
    const { top, bottom } = found.getBoundingClientRect();
    if (top < COVERED || bottom > innerHeight - 2 * COVERED) {
      found.scrollIntoView({ block: 'center', behavior: 'smooth' });
    }
  }

  #look(): void {
    const count = this.#elements.length;
    if (count === 0) return;
    this.index = firstBelow(this.#elements, COVERED);
    const last = firstBelow(this.#elements, innerHeight - COVERED);
    const end = this.#elements[count - 1]?.getBoundingClientRect().bottom ?? 0;
    this.share = end <= innerHeight ? 1 : last / count;
  }
}
