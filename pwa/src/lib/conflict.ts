/** What a form holds: one text for each field, '' for nothing. */
export type FormValues = Readonly<Record<string, string>>;

/** A field that two people changed to different things since it was last read. */
export interface Clash {
  field: string;
  mine: string;
  theirs: string;
}

/** What becomes of an edit when somebody else saved another version meanwhile. */
export interface Merged {
  /** Theirs, with everything changed here alone put on top; clashes still hold theirs. */
  values: Record<string, string>;
  clashes: Clash[];
  /** Fields only they changed: the person should know of them. */
  taken: string[];
}

/** Three ways: `base` was read, `mine` was typed, `theirs` is there now. */
export function mergeEdits(base: FormValues, mine: FormValues, theirs: FormValues): Merged {
  const merged: Merged = { values: { ...theirs }, clashes: [], taken: [] };
  for (const [field, here] of Object.entries(mine)) {
    const before = base[field] ?? '';
    const there = theirs[field] ?? '';
    if (here === there) continue;
    if (there === before) merged.values[field] = here;
    else if (here === before) merged.taken.push(field);
    else merged.clashes.push({ field, mine: here, theirs: there });
  }
  return merged;
}

/** The fields that differ from what was read: all a PATCH needs to say; nothing typed is `null`. */
export function changesOf(base: FormValues, mine: FormValues): Record<string, string | null> {
  const changed = Object.entries(mine).filter(([field, value]) => value !== (base[field] ?? ''));
  return Object.fromEntries(changed.map(([field, value]) => [field, value === '' ? null : value]));
}
