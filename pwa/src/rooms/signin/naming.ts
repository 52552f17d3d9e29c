const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS X', 'Linux'] as const;
const BROWSERS: readonly (readonly [mark: string, name: string])[] = [
  ['Edg', 'Edge'],
  ['coc_coc', 'Cốc Cốc'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
];

/** "Android · Chrome": families only, so that a person recognises the device and nobody can follow it. */
export function nameOfThisDevice(userAgent: string = navigator.userAgent): string {
  const system = SYSTEMS.find((name) => userAgent.includes(name));
  const browser = BROWSERS.find(([mark]) => userAgent.includes(mark))?.[1];
  const parts = [system === 'Mac OS X' ? 'Mac' : system, browser];
  return parts.filter((part) => part !== undefined).join(' · ') || 'Web';
}
