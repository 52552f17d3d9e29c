import { numberOf } from '#lib/numbers.ts';
import { fill, type Translated, type Vars } from './words.ts';
import type vi from './vi/index.ts';
import open from './vi/open.ts';

export type Language = 'vi' | 'en';
type Source = typeof vi;
type Room = keyof Source;

/** Every word there is, as `room.name`; anything else does not compile. */
export type Key = { [R in Room]: `${R}.${keyof Source[R] & string}` }[Room];

type TextOf<K extends string> = K extends `${infer R}.${infer Name}`
  ? R extends Room
    ? Name extends keyof Source[R]
      ? Source[R][Name] & string
      : never
    : never
  : never;

/** Keys of sentences without parameters: what a registry or a table may hold. */
export type PlainKey = { [K in Key]: [Vars<TextOf<K>>] extends [never] ? K : never }[Key];

type Values<K extends Key> = [Vars<TextOf<K>>] extends [never]
  ? []
  : [Readonly<Record<Vars<TextOf<K>>, string | number>>];

let language = $state<Language>('vi');
let words = $state.raw<Partial<Translated<Source>>>(open);
const whole = (): boolean => 'errors' in words;

function look(key: string): string | undefined {
  const dot = key.indexOf('.');
  const rooms: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = words;
  return rooms[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/** Words of a room whose own have not come yet: they are fetched, and what shows them follows. */
function missing(key: string): string {
  if (whole()) return key;
  void loadWords().catch(() => undefined);
  return '';
}

/** Numbers with the language's separators: `1.500`. What is no amount, a year, is given as a string. */
function written(values: Readonly<Record<string, string | number>>): Record<string, string> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, v]) => [name, typeof v === 'number' ? numberOf(v) : v]),
  );
}

/** The sentence for `key` in the chosen language; screens that use it follow a change of language. */
export function t<K extends Key>(key: K, ...values: Values<K>): string {
  const text = look(key) ?? missing(key);
  return values[0] ? fill(text, written(values[0])) : text;
}

/** The sentence of a key that was kept on the phone and may be of another version of the app. */
export function labelText(
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  const text = look(key);
  // On the first screen the refusals' words are not there yet: what shows them follows when they are.
  if (text === undefined) missing(key);
  return text === undefined ? undefined : fill(text, values);
}

/** The sentence for a refusal's code, or `undefined` when this version of the app does not know it. */
export function errorText(
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  return labelText(`errors.${code}`, values);
}

export function currentLanguage(): Language {
  return language;
}

/** Brings in the words of all rooms; before that only those of the first screens are there. */
export async function loadWords(): Promise<void> {
  await setLanguage(language);
}

/** Brings in the words of what a member opens first, a third of all; another language comes as a whole. */
export async function loadFirstWords(): Promise<void> {
  if (language !== 'vi') return loadWords();
  const { default: near } = await import('./vi/near.ts');
  if (!whole()) words = near;
}

/** Changes the language of every screen; its words are fetched the first time they are needed. */
export async function setLanguage(next: Language): Promise<void> {
  words =
    next === 'vi'
      ? (await import('./vi/index.ts')).default
      : (await import('./en/index.ts')).default;
  language = next;
  document.documentElement.lang = next;
}
