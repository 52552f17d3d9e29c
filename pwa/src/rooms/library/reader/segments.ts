/** A run of a block's text with one look. */
export interface Segment {
  text: string;
  /** The highlight that covers it; the newest when several do. */
  highlight: { id: string; color: string } | null;
}

interface Mark {
  id: string;
  color: string;
  start: number;
  end: number;
}

const ASTRAL = /[\ud800-\udfff]/;

/** The server counts characters, the phone counts UTF-16 units: they differ only beyond U+FFFF. */
export function toUnits(text: string, characters: number): number {
  if (!ASTRAL.test(text)) return Math.min(characters, text.length);
  return Array.from(text).slice(0, characters).join('').length;
}

/** The same the other way round. */
export function toCharacters(text: string, units: number): number {
  return ASTRAL.test(text) ? Array.from(text.slice(0, units)).length : Math.min(units, text.length);
}

/** Cuts a block's text where highlights (in characters, as the server keeps them) begin and end. */
export function segments(text: string, highlights: readonly Mark[]): Segment[] {
  const marks = highlights
    .map((mark) => ({ ...mark, from: toUnits(text, mark.start), to: toUnits(text, mark.end) }))
    .filter(({ from, to }) => from < to);
  const cuts = new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])]);
  const edges = [...cuts].sort((a, b) => a - b);
  const parts: Segment[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined) break;
    // Ids are UUIDv7, so the greatest is the newest.
    const over = marks
      .filter((mark) => mark.from <= from && to <= mark.to)
      .sort((a, b) => (a.id < b.id ? 1 : -1))[0];
    const highlight = over ? { id: over.id, color: over.color } : null;
    const last = parts.at(-1);
    if (last && last.highlight?.id === highlight?.id) last.text += text.slice(from, to);
    else parts.push({ text: text.slice(from, to), highlight });
  }
  return parts;
}
