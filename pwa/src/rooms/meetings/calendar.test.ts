import { describe, expect, it } from 'vitest';
import { aMeeting } from '../../../tests/meetings.ts';
import { countdown, monthAfter, monthGrid, nextMeeting, upcoming } from './calendar.ts';

const NOW = Date.parse('2026-12-03T03:00:00Z');

describe('the grid of a month', () => {
  it('has whole weeks from Monday and marks today', () => {
    const weeks = monthGrid('2026-12', [], NOW);
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.[0]).toMatchObject({ day: '2026-11-30', inMonth: false });
    expect(weeks.at(-1)?.at(-1)?.day).toBe('2027-01-03');
    expect(weeks.flat().filter(({ today }) => today)).toMatchObject([{ day: '2026-12-03' }]);
  });

  it('puts a meeting on its day in Vietnam, wherever the phone is', () => {
    const late = aMeeting('a', { starts_at: '2026-11-30T17:30:00Z' });
    const days = monthGrid('2026-12', [late], NOW).flat();
    expect(days.find(({ meetings }) => meetings.length > 0)?.day).toBe('2026-12-01');
  });

  it.each([
    ['2026-02', 4],
    ['2027-02', 4],
    ['2026-08', 6],
    ['2028-02', 5],
  ])('%s has %i weeks', (month, weeks) => {
    const grid = monthGrid(month, [], NOW);
    expect(grid.every((week) => week.length === 7)).toBe(true);
    const inside = grid.flat().filter(({ inMonth }) => inMonth);
    expect(inside[0]?.day).toBe(`${month}-01`);
    expect(grid.length).toBeGreaterThanOrEqual(weeks);
    expect(grid.length * 7 - inside.length).toBeLessThan(14);
  });

  it('turns the year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthAfter('2026-11', 14)).toBe('2028-01');
  });
});

describe('what is to come', () => {
  const soon = aMeeting('soon', { starts_at: '2026-12-05T12:30:00Z' });
  const tonight = aMeeting('tonight', { starts_at: '2026-12-03T12:30:00Z' });

  it('comes soonest first, without what is over or called off', () => {
    const off = aMeeting('off', { starts_at: '2026-12-04T12:30:00Z', state: 'cancelled' });
    const over = aMeeting('over', { starts_at: '2026-12-01T12:30:00Z' });
    expect(upcoming([soon, off, over, tonight], NOW).map(({ id }) => id)).toEqual([
      'tonight',
      'soon',
    ]);
  });

  it('keeps a meeting that goes on longer than planned', () => {
    const open = aMeeting('open', { starts_at: '2026-12-03T00:00:00Z', state: 'open' });
    expect(upcoming([open], NOW)).toHaveLength(1);
  });

  it('leads the home screen only with what one is asked to, within a fortnight', () => {
    const plan = aMeeting('plan', { starts_at: '2026-12-03T05:00:00Z', state: 'planned' });
    const others = aMeeting('others', { starts_at: '2026-12-03T05:00:00Z', own: null });
    const far = aMeeting('far', { starts_at: '2026-12-30T12:30:00Z' });
    expect(nextMeeting([plan, others, far], NOW)).toBeUndefined();
    expect(nextMeeting([plan, others, far, soon], NOW)?.id).toBe('soon');
  });

  it('is counted in the largest unit', () => {
    expect(countdown('2026-12-03T05:30:00Z', NOW)).toEqual({ unit: 'hours', count: 2 });
    expect(countdown('2026-12-03T03:20:00Z', NOW)).toEqual({ unit: 'minutes', count: 20 });
    expect(countdown('2026-12-06T12:30:00Z', NOW)).toEqual({ unit: 'days', count: 3 });
    expect(countdown('2026-12-03T02:59:00Z', NOW)).toBeNull();
  });
});
