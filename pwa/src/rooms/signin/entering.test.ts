import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/session.svelte.ts';
import { afterSignIn } from './entering.ts';

const given = (second_factor: Session['second_factor']) => ({ second_factor }) as Session;

describe('after signing in', () => {
  it('one goes where one wanted to go', () => {
    expect(afterSignIn(given('ok'), '/van-kien/1?trang=2')).toBe('/van-kien/1?trang=2');
    expect(afterSignIn(given('ok'), null)).toBe('/');
  });

  it.each(['//example.com', 'https://example.com', '/\\example.com', 'javascript:alert(1)'])(
    'never to %s',
    (next) => {
      expect(afterSignIn(given('ok'), next)).toBe('/');
    },
  );

  it('the second step comes first and leads on to the same place', () => {
    expect(afterSignIn(given('missing'), '/dang-vien')).toBe('/bao-mat?next=%2Fdang-vien');
    expect(afterSignIn(given('must_enrol'), null)).toBe('/bao-mat');
  });
});
