import { currentLanguage } from '#i18n/index.svelte.ts';

function locale(): string {
  return currentLanguage() === 'vi' ? 'vi-VN' : 'en-GB';
}

/** `1.500`, `93,4`: the separators of the chosen language, at most `digits` after the comma. */
export function numberOf(value: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}

/** `93,4 %` from 0.934; the space before a unit never breaks. */
export function percentOf(share: number, digits = 1): string {
  return `${numberOf(share * 100, digits)}\u00a0%`;
}

/** `850 kB`, `1,2 MB`, `10,7 GB` from a count of bytes. */
export function fileSizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${numberOf(Math.max(1, Math.round(bytes / 1000)), 0)}\u00a0kB`;
  if (bytes < 1_000_000_000) return `${numberOf(bytes / 1_000_000)}\u00a0MB`;
  return `${numberOf(bytes / 1_000_000_000)}\u00a0GB`;
}
