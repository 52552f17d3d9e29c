import { expect, test } from 'vitest';
import { isNear } from './near.ts';

const hall = { latitude: 21.3256, longitude: 103.9188, radius: 150 };
/** 111 m are a thousandth of a degree of latitude. */
const north = (metres: number, accuracy = 10) => ({
  ...hall,
  latitude: hall.latitude + metres / 111_195,
  accuracy,
});

test.each([
  [0, 10, true],
  [140, 10, true],
  [200, 10, false],
  [200, 60, true],
  [5_000, 60, false],
  [0, 5_000, null],
])('%i m away, sure to %i m: %s', (metres, accuracy, near) => {
  expect(isNear(north(metres, accuracy), hall)).toBe(near);
});

test('a degree of longitude is shorter away from the equator', () => {
  const east = { ...hall, longitude: hall.longitude + 150 / 111_195, accuracy: 0 };
  expect(isNear(east, { ...hall, radius: 141 })).toBe(true);
  expect(isNear(east, { ...hall, radius: 138 })).toBe(false);
});

test('a phone that does not know where it is says nothing', () => {
  expect(isNear(null, hall)).toBeNull();
});
