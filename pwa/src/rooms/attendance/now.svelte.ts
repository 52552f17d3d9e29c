import { serverNow } from './clock.ts';

/** The moment by the server's clock, ticking once a second while a screen is shown. */
export function ticking(): { readonly now: number } {
  let now = $state(Date.now());
  $effect(() => {
    const tick = () => void serverNow().then((at) => (now = at));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}

/** Keeps the screen lit while somebody else has to read it; where the browser cannot, nothing happens. */
export function keepLit(): void {
  $effect(() => {
    let lock: WakeLockSentinel | undefined;
    const ask = () => {
      if (document.visibilityState !== 'visible') return;
      const wake = (navigator as Partial<Navigator>).wakeLock;
      void wake?.request('screen').then(
        (given) => (lock = given),
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  });
}
