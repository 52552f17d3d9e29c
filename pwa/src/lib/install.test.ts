import { expect, test } from 'vitest';
import { inAppBrowser, iosHasPush, wayOf } from './install.svelte.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const SAFARI = `${IPHONE} Version/18.4 Mobile/15E148 Safari/604.1`;
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 Chrome/138.0 Mobile';
const at = (userAgent: string, touchPoints = 5, standalone = false) => ({
  userAgent,
  touchPoints,
  standalone,
});

test.each([
  ['an iPhone in Safari', at(SAFARI), 'ios'],
  ['an iPad that calls itself a Mac', at(MAC), 'ios'],
  ['a Mac', at(MAC, 0), 'menu'],
  ['Chrome on Android before its own offer', at(ANDROID), 'menu'],
  ['Zalo', at(`${IPHONE} Mobile/15E148 Zalo iOS/24.11`), 'in_app'],
  ['Facebook', at(`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/490.0]`), 'in_app'],
  ['the installed app', at(SAFARI, 5, true), 'installed'],
])('%s gets the way that works there', (_, around, way) => {
  expect(wayOf(around)).toBe(way);
});

test('the app that shows us is named, so that the advice fits', () => {
  expect(inAppBrowser(`${ANDROID} Zalo android/12100712`)).toBe('Zalo');
  expect(inAppBrowser(SAFARI)).toBeNull();
});

test.each([
  ['an iPhone of today', SAFARI, true],
  ['the first with push', SAFARI.replace('18_4', '16_4'), true],
  ['the last without', SAFARI.replace('18_4', '16_3'), false],
  ['an old one that is updated no more', SAFARI.replace('18_4', '15_8'), false],
  ['an iPad that calls itself a Mac', MAC, true],
  ['an old iPad that does', MAC.replace('18.4', '16.1'), false],
  ['the installed app, which names no Safari', IPHONE, true],
  ['one that says nothing of itself', 'iPhone', true],
])('%s: whether its system has web push', (_, userAgent, has) => {
  expect(iosHasPush(userAgent)).toBe(has);
});
