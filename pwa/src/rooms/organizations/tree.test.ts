import { expect, test } from 'vitest';
import { above, forestOf, isWithin, matcher, rowsOf, search, type Organization } from './tree.ts';

function node(id: string, parent: string | null, name: string, rest = {}): Organization {
  return {
    id,
    parent_id: parent,
    kind: 'branch',
    name,
    short_name: null,
    code: null,
    founded_on: '1950-01-01',
    ended_on: null,
    member_count: 0,
    ...rest,
  };
}

const items = [
  node('p', null, 'Đảng bộ tỉnh Yên Sơn'),
  node('x', 'p', 'Đảng bộ xã Yên Hà', { code: '99.002.000.000.000' }),
  node('y', 'p', 'Đảng bộ phường Tân Long'),
  node('x1', 'x', 'Chi bộ Thôn 1'),
  node('x2', 'x', 'Chi bộ Thôn 2', { short_name: 'Chi bộ Bản Đồn' }),
];
const forest = forestOf(items);
const drawn = (open: string[], shown?: ReadonlySet<string>) =>
  rowsOf(forest, (id) => open.includes(id), shown).map(({ node, level }) => `${level}${node.id}`);

test('only what is opened is drawn, children under their parent', () => {
  expect(drawn([])).toEqual(['1p']);
  expect(drawn(['p', 'x'])).toEqual(['1p', '2x', '3x1', '3x2', '2y']);
});

test('a line says its place among its siblings and whether it can be opened', () => {
  const rows = rowsOf(forest, (id) => id === 'p');
  expect(rows[1]).toMatchObject({ position: 1, siblings: 2, expandable: true, expanded: false });
  expect(rows[2]).toMatchObject({ position: 2, siblings: 2, expandable: false });
});

test('an organisation whose parent is out of sight begins a tree of its own', () => {
  const part = forestOf(items.filter(({ id }) => id !== 'p'));
  expect(part.roots.map(({ id }) => id)).toEqual(['x', 'y']);
});

test.each([
  ['thon 1', ['x1']],
  ['Thôn', ['x1', 'x2']],
  ['THÔN 2', ['x2']],
  ['thòn', []],
  ['ban don', ['x2']],
  ['99.002', ['x']],
  ['yen dang ha', ['x']],
  ['đảng bộ'.normalize('NFD'), ['p', 'x', 'y']],
])('%s finds %j', (query, ids) => {
  expect(items.filter(matcher(query)).map(({ id }) => id)).toEqual(ids);
});

test('a search shows the way to what it found and nothing beside it', () => {
  const { hits, shown } = search(forest, 'thon 2');
  expect([...hits]).toEqual(['x2']);
  expect(drawn(['p', 'x'], shown)).toEqual(['1p', '2x', '3x2']);
});

test('above is told from the nearest up, and a subtree holds its own top', () => {
  expect(above(forest, 'x1').map(({ id }) => id)).toEqual(['x', 'p']);
  expect(isWithin(forest, 'x', 'x')).toBe(true);
  expect(isWithin(forest, 'x2', 'p')).toBe(true);
  expect(isWithin(forest, 'y', 'x')).toBe(false);
});
