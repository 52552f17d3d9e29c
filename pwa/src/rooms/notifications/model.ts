import type { PlainKey } from '#i18n/index.svelte.ts';
import { install } from '#lib/install.svelte.ts';

/** Advice that differs by the kind of device in the person's hand. */
export interface ByModel {
  ios: PlainKey;
  android: PlainKey;
  desktop: PlainKey;
}

/** The advice for this device. */
export function byModel(advice: ByModel): PlainKey {
  if (install.ios) return advice.ios;
  return navigator.userAgent.includes('Android') ? advice.android : advice.desktop;
}
