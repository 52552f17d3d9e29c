import type { components } from '#api/schema.gen.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import { compose, fold } from '#lib/folding.ts';
import type { Tone } from '#ui/tones.ts';

export type RuleSet = components['schemas']['RuleSetRead'];
export type SourceLevel = RuleSet['source_level'];

/** A rule's content: whatever JSON the rule files hold. */

export type Json = string | number | boolean | null | readonly Json[] | { [name: string]: Json };
export type Path = readonly (string | number)[];

/** How sure we are that the rule says so: a word, never a letter. */
export const sources: Readonly<Record<SourceLevel, { word: PlainKey; tone: Tone }>> = {
  P: { word: 'organizations.source_P', tone: 'ok' },
  N: { word: 'organizations.source_N', tone: 'info' },
  S: { word: 'organizations.source_S', tone: 'warn' },
};

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
export const isGroup = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !isList(value);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const isDay = (value: Json): value is string => typeof value === 'string' && DAY.test(value);

/** The content with one value changed; everything else is the same. */
export function setAt(content: Json, path: Path, value: Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (isList(content)) {
    return content.map((item, index) => (index === head ? setAt(item, rest, value) : item));
  }
  if (isGroup(content)) return { ...content, [head]: setAt(content[head] ?? null, rest, value) };
  return content;
}

/** A list with one more entry of the same shape, empty: numbers 0, texts ''. */
export function grown(list: readonly Json[]): Json[] {
  return [...list, emptied(list[0] ?? '')];
}

/** A list without one entry; the last one stays, as the server wants at least one. */
export function shrunk(list: readonly Json[], index: number): Json[] {
  return list.length > 1 ? list.filter((_, at) => at !== index) : [...list];
}

function emptied(value: Json): Json {
  if (isList(value)) return value.slice(0, 1).map(emptied);
  if (isGroup(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, emptied(one)]));
  }
  if (typeof value === 'number') return 0;
  return typeof value === 'boolean' ? false : '';
}

/** Whether every number is one and no entry of a list was left empty. */
export function isComplete(content: Json): boolean {
  if (isList(content)) {
    return content.length > 0 && content.every((item) => item !== '' && isComplete(item));
  }
  if (isGroup(content)) return Object.values(content).every(isComplete);
  if (typeof content === 'number') return Number.isFinite(content) && content >= 0;
  return true;
}

const SLUG = /^[a-z_]*$/;

/** Whether a group's code is only for the program: `time` beside a title, but not `NQ`. */
export function isInnerCode(group: Readonly<Record<string, Json>>, name: string): boolean {
  const { code, title } = group;
  return (
    name === 'code' && typeof title === 'string' && typeof code === 'string' && SLUG.test(code)
  );
}

/** Gives new entries, which have a title but no code yet, a code made of the title. */
export function withCodes(content: Json): Json {
  if (isList(content)) return content.map(withCodes);
  if (!isGroup(content)) return content;
  const { code, title } = content;
  const named = Object.entries(content).map(([name, one]) => [name, withCodes(one)] as const);
  if (code !== '' || typeof title !== 'string') return Object.fromEntries(named);
  const made = fold(compose(title).toLowerCase()).replace(/[^a-z]+/g, '_');
  return { ...Object.fromEntries(named), code: made };
}
