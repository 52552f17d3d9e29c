import { describe, expect, it } from 'vitest';
import { expected, needed } from './ballot-base.ts';
import { everybodyElse, withSaid } from './calling.ts';
import { settled } from './clashes.ts';
import { lengthOf } from './pace.ts';
import { matching } from './people.ts';
import { fits, fresh } from './voting.ts';
import type { RollEntry, Said, TextClash } from './rows.ts';

function entry(member_id: string, given: Partial<RollEntry> = {}): RollEntry {
  return {
    member_id,
    name: member_id,
    state: 'official',
    role: null,
    answer: null,
    decision: null,
    status: null,
    reason: null,
    reason_text: null,
    method: null,
    fact_id: null,
    marked_by: null,
    marked_at: null,
    proposed: null,
    also_said: null,
    base: 'in',
    may_vote: true,
    ...given,
  };
}

function word(member_id: string, status: Said['status'], at: number): Said {
  const id = `${member_id}-${at}`;
  return {
    id,
    meeting_id: 'm',
    member_id,
    status,
    reason: null,
    at,
    queued: true,
    act: id,
    after_id: null,
  };
}

describe('the base of a vote', () => {
  const majority = { share: [1, 2] as [number, number], more_than: true };
  const twoThirds = { share: [2, 3] as [number, number], more_than: false };

  it('of twenty official members, three of them away, and two probationary ones is twenty', () => {
    const roll = [
      ...Array.from({ length: 17 }, (_, at) => entry(`a${at}`, { status: 'present' })),
      ...Array.from({ length: 3 }, (_, at) => entry(`b${at}`, { status: 'excused' })),
      ...Array.from({ length: 2 }, (_, at) => entry(`c${at}`, { status: 'present', base: 'out' })),
    ];
    expect(expected(roll, majority)).toEqual({ base: 20, here: 17, needed: 11 });
  });

  it('holds exempt members only when they came', () => {
    const roll = [
      entry('a', { base: 'in_if_present', status: 'exempt' }),
      entry('b', { base: 'in_if_present', status: 'late' }),
    ];
    expect(expected(roll, majority)).toEqual({ base: 1, here: 1, needed: 1 });
  });

  it.each([
    [20, 11],
    [21, 11],
    [1, 1],
    [0, 1],
  ])('of %i asks for %i in a majority', (base, least) => {
    expect(needed(base, majority)).toBe(least);
  });

  it.each([
    [20, 14],
    [21, 14],
    [22, 15],
  ])('of %i asks for %i in two thirds', (base, least) => {
    expect(needed(base, twoThirds)).toBe(least);
  });
});

describe('a count', () => {
  it.each([
    [{ agree: '17', disagree: '0' }, false, null],
    [{ agree: '20', disagree: '1' }, false, 'above_base'],
    [{}, false, 'empty'],
    [{ agree: '15', disagree: '2' }, true, 'empty'],
    [{ agree: '15', disagree: '2', handed_out: '17', collected: '18' }, true, 'above_handed_out'],
    [
      { agree: '15', disagree: '2', handed_out: '18', collected: '18' },
      true,
      'papers_do_not_add_up',
    ],
    [{ agree: '15', disagree: '2', handed_out: '18', collected: '18', invalid: '1' }, true, null],
  ] as const)('%o on paper: %s is told as %s', (typed, paper, problem) => {
    expect(fits({ ...fresh(), ...typed }, 20, paper)).toBe(problem);
  });
});

describe('the roll', () => {
  it('takes over proposals and calls the others present', () => {
    const roll = [
      entry('a'),
      entry('b', { proposed: 'excused', reason: 'sick' }),
      entry('c', { status: 'unexcused' }),
    ];
    expect(everybodyElse(roll)).toEqual([
      { member_id: 'a', status: 'present', reason: null },
      { member_id: 'b', status: 'excused', reason: 'sick' },
    ]);
  });

  it('shows the last word of this phone on top of the record', () => {
    const roll = [entry('a', { status: 'present' }), entry('b')];
    const shown = withSaid(roll, [word('a', 'late', 2), word('a', 'excused', 1)]);
    expect(shown.map(({ status }) => status)).toEqual(['late', null]);
  });

  it.each([
    ['binh', ['Trần Thị Bình']],
    ['tran b', ['Trần Thị Bình']],
    ['đ', ['Đỗ Văn Em']],
    ['', ['Trần Thị Bình', 'Đỗ Văn Em']],
    ['xyz', []],
  ])('finds people by "%s"', (typed, names) => {
    const roll = [entry('1', { name: 'Trần Thị Bình' }), entry('2', { name: 'Đỗ Văn Em' })];
    expect(matching(roll, typed).map(({ name }) => name)).toEqual(names);
  });
});

describe('words two people changed', () => {
  const clash: TextClash = { id: 'c', field: 'value', theirs: '20', mine: '25', by: 'An', at: '' };

  it.each([
    ['theirs', 'Hạn 20 nhé'],
    ['mine', 'Hạn 25 nhé'],
    ['both', 'Hạn 20 / 25 nhé'],
  ] as const)('become one by taking %s', (kept, text) => {
    expect(settled('Hạn 20 / 25 nhé', clash, kept)).toBe(text);
  });

  it('stay as they are when somebody has edited the place already', () => {
    expect(settled('Hạn 30', clash, 'mine')).toBe('Hạn 30');
  });

  it('are put in as they are, whatever signs they hold', () => {
    const money = { ...clash, mine: '$& triệu' };
    expect(settled('20 / $& triệu', money, 'mine')).toBe('$& triệu');
  });
});

it.each([
  [5, '0:05'],
  [245, '4:05'],
  [3_729, '1:02:09'],
])('%i seconds are read as %s', (seconds, text) => {
  expect(lengthOf(seconds)).toBe(text);
});
