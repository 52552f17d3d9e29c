import { expect, test } from 'vitest';
import { EMPTY, hasLeft, settable, STATES, tidyPhone, wrongFields } from './people.ts';

const TODAY = '2026-12-05';
const good = {
  ...EMPTY,
  full_name: 'Lò Thị An',
  birth_on: '1960-05-02',
  sex: 'female',
  admitted_on: '1985-02-03',
};

test('a card needs name, birth date, sex and the day of admission', () => {
  expect(Object.keys(wrongFields(EMPTY, TODAY))).toEqual([
    'full_name',
    'birth_on',
    'sex',
    'admitted_on',
  ]);
  expect(wrongFields(good, TODAY)).toEqual({});
});

test.each([
  [{ admitted_on: '2026-12-06' }, 'admitted_on', 'members.day_ahead'],
  [{ admitted_on: '1960-05-02' }, 'admitted_on', 'members.admitted_early'],
  [{ official_on: '1985-02-02' }, 'official_on', 'members.official_early'],
  [{ card_number: '12345' }, 'card_number', 'members.card_wrong'],
  [{ phone: '12345' }, 'phone', 'members.phone_wrong'],
  ...[
    'an@xa',
    'đảng@vi.du',
    'an@ví.dụ',
    'an@vi..du',
    'an..b@vi.du',
    'an@vi.du.',
    `${'a'.repeat(65)}@vi.du`,
  ].map((email) => [{ email }, 'email', 'members.email_wrong'] as const),
] as const)('%j is told at its field', (change, field, word) => {
  expect(wrongFields({ ...good, ...change }, TODAY)).toEqual({ [field]: word });
});

test.each([' an.nguyen+cb1@mail.vi-du.vn ', "_o'an@1.vn"])('%s is an address', (email) => {
  expect(wrongFields({ ...good, email }, TODAY)).toEqual({});
});

test.each([
  ['+84 912 345 678', '0912345678'],
  ['0912.345.678', '0912345678'],
  ['0084912345678', '0912345678'],
])('the phone number %s is kept as %s', (typed, kept) => {
  expect(tidyPhone(typed)).toBe(kept);
  expect(wrongFields({ ...good, phone: typed }, TODAY)).toEqual({});
});

test('states that come about by other actions are not offered, nor the present one', () => {
  const offered = settable('official');
  expect(offered).not.toContain('official');
  for (const state of ['transferred', 'merged', 'exempt'] as const) {
    expect(offered).not.toContain(state);
  }
  expect(offered).toContain('suspended');
});

test('whoever stands in a list of the branch has not left', () => {
  expect(STATES.filter((state) => !hasLeft(state))).toEqual([
    'official',
    'probationary',
    'temporary_here',
    'temporary_away',
    'exempt',
    'suspended',
    'detained',
  ]);
});
