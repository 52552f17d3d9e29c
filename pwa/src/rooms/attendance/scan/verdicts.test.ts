import { describe, expect, it } from 'vitest';
import { setLanguage, t } from '#i18n/index.svelte.ts';
import { looks } from './verdicts.ts';

const all = Object.values(looks);
const different = (of: readonly unknown[]): number =>
  new Set(of.map((one) => JSON.stringify(one))).size;

describe('what the scanner says', () => {
  it.each(['icon', 'sound', 'shake', 'text'] as const)(
    'has its own %s for each verdict',
    (part) => {
      expect(different(all.map((look) => look[part]))).toBe(all.length);
    },
  );

  it.each(['vi', 'en'] as const)('is another sentence each time in %s', async (language) => {
    await setLanguage(language);
    expect(different(all.map(({ text }) => t(text)))).toBe(all.length);
  });

  it('has the colour of what the desk has to do', () => {
    const toned = Object.entries(looks).map(([kind, { tone }]) => `${kind} ${tone}`);
    expect(toned).toEqual([
      'in ok',
      'already info',
      'already_elsewhere info',
      'other_site warn',
      'expired warn',
      'forged refused',
      'not_invited refused',
      'set_aside refused',
      'not_kept refused',
      'room_code warn',
      'not_ours refused',
    ]);
  });
});
