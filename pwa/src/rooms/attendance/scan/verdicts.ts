import type { PlainKey } from '#i18n/index.svelte.ts';
import type { IconName } from '#ui/icons.ts';
import type { Tone } from '#ui/tones.ts';
import type { Verdict } from '../desk.ts';

/** How each verdict looks, sounds and feels: never by colour alone. */
export interface VerdictLook {
  /** Green and blue let somebody in, amber asks to look, red stops. */
  tone: Tone;
  icon: IconName;
  text: PlainKey;
  /** Tones (Hz), one after another. */
  sound: readonly number[];
  /** ms on, off, on … */
  shake: readonly number[];
}

export const looks: Readonly<Record<Verdict['kind'], VerdictLook>> = {
  in: {
    tone: 'ok',
    icon: 'ok',
    text: 'attendance.verdict_in_text',
    sound: [880, 1320],
    shake: [60],
  },
  already: {
    tone: 'info',
    icon: 'history',
    text: 'attendance.verdict_already_text',
    sound: [660, 660],
    shake: [60, 60, 60],
  },
  already_elsewhere: {
    tone: 'info',
    icon: 'sync',
    text: 'attendance.verdict_already_elsewhere_text',
    sound: [660, 520],
    shake: [60, 60, 150],
  },
  other_site: {
    tone: 'warn',
    icon: 'external',
    text: 'attendance.verdict_other_site_text',
    sound: [880, 660],
    shake: [150],
  },
  expired: {
    tone: 'warn',
    icon: 'clock',
    text: 'attendance.verdict_expired_text',
    sound: [520, 440],
    shake: [150, 80, 150],
  },
  forged: {
    tone: 'refused',
    icon: 'shield',
    text: 'attendance.verdict_forged_text',
    sound: [220, 180, 220],
    shake: [300, 100, 300],
  },
  not_invited: {
    tone: 'refused',
    icon: 'person',
    text: 'attendance.verdict_not_invited_text',
    sound: [260, 200],
    shake: [300],
  },
  set_aside: {
    tone: 'refused',
    icon: 'warn',
    text: 'attendance.verdict_set_aside_text',
    sound: [330, 220],
    shake: [300, 100, 150],
  },
  not_kept: {
    tone: 'refused',
    icon: 'saved',
    text: 'attendance.verdict_not_kept_text',
    sound: [220, 330, 220],
    shake: [400, 100, 400],
  },
  room_code: {
    tone: 'warn',
    icon: 'qr',
    text: 'attendance.verdict_room_code_text',
    sound: [440],
    shake: [60, 120, 60],
  },
  not_ours: {
    tone: 'refused',
    icon: 'refused',
    text: 'attendance.verdict_not_ours_text',
    sound: [200],
    shake: [200],
  },
};

let audio: AudioContext | undefined;
const NOTE = 0.11;

/** Plays and shakes; a phone that can do neither stays silent. */
export function announce({ kind }: Pick<Verdict, 'kind'>): void {
  const { sound, shake } = looks[kind];
  (navigator as Partial<Navigator>).vibrate?.([...shake]);
  try {
    audio ??= new AudioContext();
    for (const [at, pitch] of sound.entries()) play(audio, pitch, at * NOTE);
  } catch {
    // No sound here: the screen says it all the same.
  }
}

function play(context: AudioContext, pitch: number, after: number): void {
  const voice = context.createOscillator();
  const loudness = context.createGain();
  loudness.gain.value = 0.15;
  voice.frequency.value = pitch;
  voice.connect(loudness).connect(context.destination);
  voice.start(context.currentTime + after);
  voice.stop(context.currentTime + after + NOTE);
}
