/** Fewest signs the server takes. */
export const SHORTEST = 8;

export type Strength = 'too_short' | 'easy' | 'fair' | 'good';

const LONG = 14;

/** Four or more keys or numbers in a row, forwards or backwards: what a finger does by itself. */
const RUNS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function hasRun(plain: string): boolean {
  return RUNS.some((run) => {
    const backwards = Array.from(run).reverse().join('');
    for (let at = 0; at + 4 <= run.length; at++) {
      if (plain.includes(run.slice(at, at + 4)) || plain.includes(backwards.slice(at, at + 4))) {
        return true;
      }
    }
    return false;
  });
}

/**
 * How hard a password is to guess, in four words; `own` are words of the person (name, login).
 * Length counts most (NIST SP 800-63B): no rule asks for capitals or signs. The server has the last word.
 */
export function strengthOf(password: string, own: readonly string[] = []): Strength {
  const text = password.normalize('NFC');
  if (Array.from(text).length < SHORTEST) return 'too_short';
  const plain = text.toLocaleLowerCase('vi');
  const names = own.flatMap((name) => name.toLocaleLowerCase('vi').split(/[\s.]+/));
  const named = names.some((name) => name.length >= 3 && plain.includes(name));
  const variety = new Set(plain).size;
  if (variety < 5 || (text.length < LONG && (named || hasRun(plain)))) return 'easy';
  if (/^\d+$/.test(text) && text.length < LONG) return 'easy';
  return text.length >= LONG || (variety >= 8 && /\d/.test(text) && /\p{L}/u.test(text))
    ? 'good'
    : 'fair';
}
