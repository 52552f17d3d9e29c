import { compose, fold } from '#lib/folding.ts';

const SYMBOL =
  /^\s*(\d{1,5})\s*[-–—/. ]\s*([a-zđ]{1,4}?)(i?)\s*[-–—/. ]\s*([a-zđ][a-zđ.-]{0,20})\s*$/iu;
/** Organisations whose short name is nearly always written with a letter that keyboards leave out. */
const ORGANS: Readonly<Record<string, string>> = { DU: 'ĐU', DUK: 'ĐUK', DDU: 'ĐU' };

/** A number-symbol as it is written officially, and its type. */
export interface Symbol {
  text: string;
  type: string;
}

/**
 * Reads a number-symbol the way people type it (`5 nq-du`, `12/QDi/TU`): `05-NQ/ĐU`, `12-QĐ/TU`
 * (HD 05-HD/VPTW); null when it is none, or of no type in the catalogue `types`.
 */
export function readSymbol(typed: string, types: readonly string[]): Symbol | null {
  const match = SYMBOL.exec(compose(typed));
  if (!match) return null;
  const [, number = '', kind = '', i = '', organ = ''] = match;
  const type = typeOf(kind + i, types) ?? typeOf(kind, types);
  if (!type) return null;
  const upper = organ.toLocaleUpperCase('vi');
  const text = `${number.replace(/^0+(?=\d)/, '').padStart(2, '0')}-${type}/${ORGANS[upper] ?? upper}`;
  return { text, type };
}

/** The catalogue's own spelling of a type, whatever letters and marks were typed. */
function typeOf(typed: string, types: readonly string[]): string | undefined {
  const exact = types.find((type) => type.toLowerCase() === typed.toLowerCase());
  return exact ?? types.find((type) => fold(type) === fold(typed));
}
