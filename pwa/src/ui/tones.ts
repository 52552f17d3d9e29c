import type { PlainKey } from '#i18n/index.svelte.ts';
import type { IconName } from './icons.ts';

/** The four answers the app can give; never by colour alone, so each has a sign and a word. */
export type Tone = 'ok' | 'info' | 'warn' | 'refused';

interface ToneLook {
  icon: IconName;
  word: PlainKey;
  soft: string;
}

export const tones: Readonly<Record<Tone, ToneLook>> = {
  ok: { icon: 'ok', word: 'kit.ok', soft: 'bg-ok-soft text-ok' },
  info: { icon: 'info', word: 'kit.info', soft: 'bg-info-soft text-info' },
  warn: { icon: 'warn', word: 'kit.warn', soft: 'bg-warn-soft text-warn' },
  refused: { icon: 'refused', word: 'kit.refused', soft: 'bg-refused-soft text-refused' },
};
