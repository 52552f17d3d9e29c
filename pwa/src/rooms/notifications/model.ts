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

/** Whose Android it is: each maker puts apps to sleep in its own way. */
export type Maker = 'samsung' | 'xiaomi' | 'oppo' | 'vivo' | 'android';

const MAKERS: readonly (readonly [Maker, RegExp])[] = [
  ['samsung', /SamsungBrowser|\bSM-|\bSAMSUNG\b/i],
  ['xiaomi', /MiuiBrowser|\b(Xiaomi|Redmi|POCO|Mi [A-Z0-9])|\bM?2\d{3,}[A-Z][0-9A-Z]*\b/i],
  ['oppo', /HeyTapBrowser|\b(OPPO|realme|OnePlus|CPH\d|RMX\d)/i],
  ['vivo', /VivoBrowser|\b(vivo|V2\d{3}|I2\d{3})/i],
];

/** By what the browser says of itself and, in newer ones, by the model it names when asked. */
export function makerOf(said: string): Maker {
  return MAKERS.find(([, known]) => known.test(said))?.[0] ?? 'android';
}

interface Hints {
  getHighEntropyValues(names: readonly string[]): Promise<{ model?: string }>;
}

/** The maker of this Android. */
export async function makerHere(): Promise<Maker> {
  const { userAgentData, userAgent } = navigator as Navigator & { userAgentData?: Hints };
  const hints = await userAgentData?.getHighEntropyValues(['model']).catch(() => undefined);
  // Chrome says "Android 10; K" whatever the phone is: only its hint names the model.
  return makerOf(`${userAgent} ${hints?.model ?? ''}`);
}
