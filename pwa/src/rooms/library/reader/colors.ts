import type { PlainKey } from '#i18n/index.svelte.ts';
import type { Color } from '../rows.ts';

/** The four pens, each with a name: colour alone says nothing to some eyes. */
export const COLORS: readonly { color: Color; name: PlainKey; swatch: string }[] = [
  { color: 'yellow', name: 'library.yellow', swatch: 'bg-mark' },
  { color: 'green', name: 'library.green', swatch: 'bg-mark-green' },
  { color: 'blue', name: 'library.blue', swatch: 'bg-mark-blue' },
  { color: 'pink', name: 'library.pink', swatch: 'bg-mark-pink' },
];

export function nameOf(color: Color): PlainKey {
  return COLORS.find((pen) => pen.color === color)?.name ?? 'library.yellow';
}
