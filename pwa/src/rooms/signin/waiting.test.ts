import { describe, expect, it } from 'vitest';
import type { Failure } from '#api/client.ts';
import { lockedFor, waitText } from './waiting.ts';

const refusal = (status: number, params: Record<string, number | string> = {}): Failure => ({
  ok: false,
  problem: { status, code: 'signin.too_many_attempts', params, fields: [] },
});

describe('a wait', () => {
  it('is said in minutes and seconds', () => {
    expect(waitText(845)).toBe('14 phút 05 giây');
    expect(waitText(60)).toBe('1 phút 00 giây');
    expect(waitText(9)).toBe('9 giây');
  });

  it('is as long as the server says', () => {
    expect(lockedFor(refusal(429, { seconds: 844.2 }))).toBe(845);
  });

  it('is a minute when the server does not say', () => {
    expect(lockedFor(refusal(429))).toBe(60);
  });

  it('is none for any other failure', () => {
    expect(lockedFor(refusal(401))).toBeNull();
    expect(lockedFor({ ok: false, network: 'offline' })).toBeNull();
    expect(lockedFor(null)).toBeNull();
  });
});
