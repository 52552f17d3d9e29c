import type { Tone } from './tones.ts';

export interface ToastMessage {
  id: number;
  tone: Tone;
  text: string;
  /** One thing to do about it, such as undo. */
  action?: { label: string; run: () => void };
}

const STAYS = 5_000;
/** With something to press, an unhurried hand needs longer. */
const STAYS_WITH_ACTION = 10_000;

class Toasts {
  shown = $state.raw<readonly ToastMessage[]>([]);
  #next = 1;

  /** Says one sentence at the bottom of the screen; it goes by itself. */
  show(tone: Tone, text: string, action?: ToastMessage['action']): void {
    const message: ToastMessage = { id: this.#next++, tone, text, ...(action ? { action } : {}) };
    this.shown = [...this.shown.slice(-2), message];
    setTimeout(() => this.dismiss(message.id), action ? STAYS_WITH_ACTION : STAYS);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((message) => message.id !== id);
  }
}

export const toasts = new Toasts();
