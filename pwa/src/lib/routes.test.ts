import { expect, test } from 'vitest';
import { routes, safeNext } from './routes.ts';

test('signing in leads back to where one was', () => {
  const address = new URL(routes.signIn('/van-kien/1?tep=2#b3'), 'https://so-tay.example');
  expect(safeNext(address.searchParams.get('next'))).toBe('/van-kien/1?tep=2#b3');
});

test.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  'javascript:alert(1)',
  '/\t/evil.example',
])('%j does not lead out of the app', (next) => {
  expect(new URL(safeNext(next), 'https://so-tay.example').host).toBe('so-tay.example');
  expect(safeNext(next)).toMatch(/^\/(?!\/)/);
});
