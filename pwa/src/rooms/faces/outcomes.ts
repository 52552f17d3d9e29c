import type { PlainKey } from '#i18n/index.svelte.ts';
import type { Tone } from '#ui/tones.ts';
import type { Look } from './desk.ts';

interface Shown {
  tone: Tone;
  title: PlainKey;
  text: PlainKey;
}

/** How a kiosk shows each answer; a colour never stands without its words. */
export const looks: Record<Look['outcome'], Shown> = {
  nobody: { tone: 'info', title: 'faces.come_near', text: 'faces.come_near_text' },
  near: { tone: 'info', title: 'faces.come_near', text: 'faces.come_near_text' },
  unknown: { tone: 'info', title: 'faces.unknown', text: 'faces.unknown_text' },
  unsure: { tone: 'warn', title: 'faces.unsure', text: 'faces.unsure_text' },
  turn: { tone: 'info', title: 'faces.turn', text: 'faces.turn_text' },
  not_turned: { tone: 'warn', title: 'faces.not_turned', text: 'faces.not_turned_text' },
  greeted: { tone: 'ok', title: 'faces.greeted', text: 'faces.greeted' },
  already: { tone: 'ok', title: 'faces.already', text: 'faces.already' },
};
