import { install } from '#lib/install.svelte.ts';
import { phone } from '#offline/phone.ts';
import { turnOff, turnOn } from './subscription.ts';

/**
 * `install`: an iPhone receives notices only in the app on its home screen; `outdated`: with its system not even there.
 */
export type PhoneState =
  'unknown' | 'install' | 'outdated' | 'unsupported' | 'blocked' | 'off' | 'on';

/** Whether notices reach this phone, and turning them on and off. */
class Phone {
  state = $state<PhoneState>('unknown');
  busy = $state(false);
  /** The browser's own service did not answer, or our server refused. */
  slow = $state(false);

  /** Looks again: permissions are changed outside of the app. */
  async look(): Promise<void> {
    this.state = await stateNow();
  }

  /** Only in a tap that was explained before: browsers ask once. */
  async turnOn(): Promise<void> {
    await this.#change(async () => {
      const outcome = await turnOn();
      this.slow = outcome === 'slow' || outcome === 'refused';
    });
  }

  async turnOff(): Promise<void> {
    await this.#change(async () => {
      await turnOff();
    });
  }

  async #change(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.slow = false;
    try {
      await work();
    } finally {
      this.busy = false;
      await this.look();
    }
  }
}

async function stateNow(): Promise<PhoneState> {
  if (install.outdated) return 'outdated';
  // First of all: what the browser of an iPhone says of permissions means nothing before the app is installed.
  if (install.ios && install.way !== 'installed') return 'install';
  if (!('Notification' in globalThis && 'PushManager' in globalThis)) return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  if (Notification.permission !== 'granted') return 'off';
  return (await phone.get('current')) ? 'on' : 'off';
}

export const phoneState = new Phone();
