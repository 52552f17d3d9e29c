/** Letters first, then tones, as in a Vietnamese dictionary. */
const collator = new Intl.Collator('vi');

/** A name as a roll is ordered: given name, family name, the names between. */
export function rollName(fullName: string): string {
  const words = fullName.normalize('NFC').trim().split(/\s+/);
  return [...words.slice(-1), ...words.slice(0, -1)].join(' ');
}

/** Orders two people as the branch's roll does. */
export function byName(a: { full_name: string }, b: { full_name: string }): number {
  return collator.compare(rollName(a.full_name), rollName(b.full_name));
}
