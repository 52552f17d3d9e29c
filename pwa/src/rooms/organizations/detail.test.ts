import { expect, test } from 'vitest';
import type { Session } from '#lib/session.svelte.ts';
import { byRank, isCode, rightsAt, tidyCode, type Detail, type Position } from './detail.ts';

const officer = (at: string, permissions: Session['permissions']) =>
  ({
    branch: { id: 'home', name: '' },
    positions: [{ organization_id: at, organization_name: '', role: 'office_staff', title: '' }],
    permissions,
  }) as unknown as Session;
const commune = {
  id: 'commune',
  parent_id: 'province',
  ended_on: null,
  lineage: [{ id: 'province', name: 'Tỉnh' }],
} as unknown as Detail;

test('whoever heads an organisation edits it, but only those above restructure it', () => {
  const own = rightsAt(officer('commune', ['organizations.edit']), commune);
  expect([own.edit, own.restructure, own.positions]).toEqual([true, false, false]);
  expect(rightsAt(officer('province', ['organizations.edit']), commune).restructure).toBe(true);
});

test('a position elsewhere gives nothing here, and an ended organisation takes no changes', () => {
  expect(rightsAt(officer('other', ['organizations.edit']), commune).edit).toBe(false);
  const ended = { ...commune, ended_on: '2026-01-01' };
  const rights = rightsAt(officer('province', ['organizations.edit', 'members.read']), ended);
  expect([rights.edit, rights.found, rights.members]).toEqual([false, false, true]);
});

test.each([
  ['38168053000001', '38.168.053.000.001'],
  ['38 168 053 000 001', '38.168.053.000.001'],
  ['38.168', '38.168'],
])('the code %s is written %s', (typed, written) => {
  expect(tidyCode(typed)).toBe(written);
});

test('a code is empty or complete', () => {
  expect([isCode(''), isCode('38.168.053.000.001'), isCode('38.168')]).toEqual([true, true, false]);
});

test('leaders stand first', () => {
  const held = (role: Position['role']) => ({ role }) as Position;
  const order = byRank([held('auditor'), held('deputy'), held('secretary')]);
  expect(order.map(({ role }) => role)).toEqual(['secretary', 'deputy', 'auditor']);
});
