/** Between two keys of a hand scanner (ms): no finger is as fast for a whole code. */
const GAP = 80;
/** Shorter than any code of ours: a hasty finger on the keyboard is no scanner. */
const LEAST = 12;

/** Puts together what a hand scanner types, wherever the cursor is: fast keys, and Enter at the end. */
export class Wedge {
  #text = '';
  #at = -Infinity;

  /** Whether keys are coming as fast as only a scanner sends them. */
  get typing(): boolean {
    return this.#text.length > 1;
  }

  /** Hears a key (`KeyboardEvent.key`) at a moment (ms); the whole code when Enter ended it. */
  hear(key: string, at: number): string | undefined {
    const before = at - this.#at <= GAP ? this.#text : '';
    this.#at = at;
    if (key === 'Enter') {
      this.#text = '';
      return before.length >= LEAST ? before : undefined;
    }
    // Shift and the like come between the letters of a code and are none of it.
    this.#text = key.length === 1 ? before + key : before;
    return undefined;
  }
}

/** Hands each code on that a scanner types past every field; fields and sheets keep what is typed into them. */
export function listenForScanner(onentered: (text: string) => void): () => void {
  const wedge = new Wedge();
  function hear(event: KeyboardEvent): void {
    const target = event.target;
    const elsewhere =
      event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]');
    if (elsewhere || (target instanceof Element && target.closest('input, textarea, select')))
      return;
    const code = wedge.hear(event.key, event.timeStamp);
    if (code === undefined && !wedge.typing) return;
    event.preventDefault(); // a blank in the code presses no button and moves no page
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (code !== undefined) onentered(code);
  }
  document.addEventListener('keydown', hear, { capture: true });
  return () => document.removeEventListener('keydown', hear, { capture: true });
}
