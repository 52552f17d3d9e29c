import { labelText, t } from '#i18n/index.svelte.ts';
import { whenWithin } from '#lib/dates.ts';
import type { Tone } from '#ui/tones.ts';
import type { Score, ScoreGiven, ScoreLine } from './desk.ts';

const bands: Readonly<Record<string, Tone>> = {
  good: 'ok',
  fair: 'info',
  average: 'warn',
  weak: 'refused',
};

/** How a band is coloured; one this version does not know is plain. */
export const bandTone = (code: string | null): Tone | 'plain' => bands[code ?? ''] ?? 'plain';

/** Why points are proposed, in a sentence; '' when the figures say nothing. */
export function whyText({ proposal }: ScoreLine): string {
  if (typeof proposal?.value !== 'number') return '';
  const figures = Object.fromEntries(
    Object.entries(proposal.figures).map(([name, value]) => [name, value]),
  );
  const due = figures.due_at;
  const words = { ...figures, due: typeof due === 'string' ? whenWithin(due) : '' };
  return labelText(`reports.why_${proposal.source}`, words) ?? '';
}

/** `4/5`, or what stands instead of points. */
export function pointsText(line: ScoreLine): string {
  if (!line.applies) return t('reports.points_left_out');
  if (line.given === null) return t('reports.points_none');
  return t('reports.points_of', { given: line.given, points: line.points });
}

/** Full points for what only people can judge and nobody has judged yet. */
export function fill(score: Score): ScoreGiven[] {
  return score.lines
    .filter(({ code }) => score.missing.includes(code))
    .map(({ code, points }) => ({ code, applies: true, points }));
}

/** A number as people type it, between 0 and the most; null when it is none. */
export function typedPoints(typed: string, most: number): number | null {
  const text = typed.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const points = Number(text);
  return points <= most ? points : null;
}
