import { expect, test } from 'vitest';
import { uuid7 } from './uuid7.ts';

test('an id has the form of a UUIDv7 and carries its time', () => {
  const at = Date.UTC(2026, 11, 5);
  const id = uuid7(at);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(at);
});

test('ids sort by time and never repeat', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => uuid7(1_800_000_000_000 + index));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1_000 }, () => uuid7(1))).size).toBe(1_000);
});
