/** How this browser can put the handbook on the home screen. */
export type InstallWay = 'installed' | 'prompt' | 'ios' | 'menu' | 'in_app';

interface InstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export interface Surroundings {
  userAgent: string;
  touchPoints: number;
  standalone: boolean;
}

/** The app whose built-in browser shows us, if any: it cannot install and forgets the session. */
export function inAppBrowser(userAgent: string): string | null {
  if (/\bZalo\b/i.test(userAgent)) return 'Zalo';
  if (/\bFBAN|FBAV|FB_IAB|Messenger/i.test(userAgent)) return 'Facebook';
  if (/\bInstagram\b/i.test(userAgent)) return 'Instagram';
  return userAgent.includes('; wv)') ? 'Android' : null;
}

/** iPadOS calls itself a Mac, but a Mac has no touch screen. */
export function isIos({ userAgent, touchPoints }: Surroundings): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && touchPoints > 1);
}

/** Whether web push came to this iPhone's system: before 16.4 installing the app brings no notices either. */
export function iosHasPush(userAgent: string): boolean {
  const [, system, minor, safari, safariMinor] =
    /(?:iPhone|CPU) OS (\d+)_(\d+)|Version\/(\d+)\.(\d+)/.exec(userAgent) ?? [];
  const [major, point] = [Number(system ?? safari ?? 99), Number(minor ?? safariMinor ?? 0)];
  return major > 16 || (major === 16 && point >= 4);
}

/** Which way to offer, before the browser has offered its own prompt. */
export function wayOf(around: Surroundings): InstallWay {
  if (around.standalone) return 'installed';
  if (inAppBrowser(around.userAgent)) return 'in_app';
  return isIos(around) ? 'ios' : 'menu';
}

function surroundings(): Surroundings {
  const { userAgent, maxTouchPoints } = navigator;
  const standalone =
    matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches ||
    (navigator as Navigator & { standalone?: boolean }).standalone === true;
  return { userAgent, touchPoints: maxTouchPoints, standalone };
}

const LATER_KEY = 'handbook.install_later';
const LATER = 14 * 24 * 60 * 60_000;

/** Guidance for installing: what to offer on this phone, and the browser's own prompt. */
class Install {
  way = $state<InstallWay>('menu');
  later = $state(false);
  ios = $state(false);
  /** An iPhone whose system is too old for web push. */
  outdated = $state(false);
  app = $state<string | null>(null);
  #prompt: InstallPromptEvent | undefined;

  start(): void {
    const around = surroundings();
    this.way = wayOf(around);
    this.ios = isIos(around);
    this.outdated = this.ios && !iosHasPush(around.userAgent);
    this.app = inAppBrowser(around.userAgent);
    this.later = Date.now() - Number(localStorage.getItem(LATER_KEY) ?? 0) < LATER;
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#prompt = event as InstallPromptEvent;
      this.way = 'prompt';
    });
    addEventListener('appinstalled', () => (this.way = 'installed'));
  }

  /** Shows the browser's own question; only works in a click. */
  async ask(): Promise<void> {
    const answer = await this.#prompt?.prompt();
    this.#prompt = undefined;
    this.way = answer?.outcome === 'accepted' ? 'installed' : 'menu';
  }

  postpone(): void {
    localStorage.setItem(LATER_KEY, String(Date.now()));
    this.later = true;
  }
}

export const install = new Install();
