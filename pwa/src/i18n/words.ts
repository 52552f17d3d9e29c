/** The names inside braces: `Vars<'{n} of {total} {total|page|pages}'>` is `'n' | 'total'`. */
export type Vars<S extends string> = S extends `${string}{${infer Blank}}${infer Rest}`
  ? (Blank extends `${infer Name}|${string}` ? Name : Blank) | Vars<Rest>
  : never;

/** One room's words in one language. */
export type Words = Readonly<Record<string, string>>;

/** What another language must have to stand in for `Source`: the same keys, nothing less. */
export type Translated<Source> = {
  readonly [Room in keyof Source]: { readonly [Key in keyof Source[Room]]: string };
};

/** Keys whose translation asks for something the source does not give; `never` when all is well. */
export type WrongParameters<Source, Target> = {
  [Room in keyof Source & keyof Target]: {
    [Key in keyof Source[Room] & keyof Target[Room]]: Vars<Target[Room][Key] & string> extends Vars<
      Source[Room][Key] & string
    >
      ? never
      : Key;
  }[keyof Source[Room] & keyof Target[Room]];
}[keyof Source & keyof Target];

/** Keys the translation has and the source has not; `never` when all is well. */
export type StrayKeys<Source, Target> = {
  [Room in keyof Target]: Room extends keyof Source
    ? Exclude<keyof Target[Room], keyof Source[Room]>
    : Room;
}[keyof Target];

/**
 * Puts values into the braces; a name without a value stays visible so that a test can see it. `{n|page|pages}` is one
 * of the two words: English needs it, Vietnamese never.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(
    /\{(\w+)(?:\|(.*?)\|(.*?))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = String(values[name] ?? whole);
      return value === whole ? whole : ((value === '1' ? one : many) ?? value);
    },
  );
}
