/** A piece of a found text; `hit` pieces are what was looked for. Never markup. */
export interface Part {
  text: string;
  hit: boolean;
}

interface Span {
  start: number;
  end: number;
}

const BEFORE = 48;
const LENGTH = 180;

/** The nearest gap between words at or before `at`, not further than a word back. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.lastIndexOf(' ', at);
  return space >= at - 20 && space !== -1 ? space + 1 : at;
}

/** The surroundings of the first place, with every place in it marked; dots where text is left out. */
export function snippet(text: string, places: readonly Span[]): Part[] {
  const start = wordStart(text, (places[0]?.start ?? 0) - BEFORE);
  const whole = text.length - start <= LENGTH;
  const end = whole ? text.length : wordStart(text, start + LENGTH) - 1;
  const parts: Part[] = start > 0 ? [{ text: '… ', hit: false }] : [];
  parts.push(...marked(text, places, start, end));
  if (end < text.length) parts.push({ text: ' …', hit: false });
  return parts;
}

/** The text from `start` to `end`, cut where places begin and end. */
export function marked(
  text: string,
  places: readonly Span[],
  start = 0,
  end = text.length,
): Part[] {
  const parts: Part[] = [];
  let at = start;
  for (const place of places) {
    const from = Math.max(place.start, at);
    const to = Math.min(place.end, end);
    if (from >= to) continue;
    if (from > at) parts.push({ text: text.slice(at, from), hit: false });
    parts.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < end) parts.push({ text: text.slice(at, end), hit: false });
  return parts;
}
