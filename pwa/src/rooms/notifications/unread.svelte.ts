import { follow } from '#offline/following.ts';
import { notices } from './rows.ts';

/** How many notices wait to be read: on the tab and on the app's icon. */
class Unread {
  count = $state(0);
  #watching = false;

  /** Follows the phone's database from now on; calling it again changes nothing. */
  watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    follow(() => notices.where('unread').equals(1).count(), {
      next: (count) => {
        this.count = count;
        void this.#badge(count);
      },
      // The database was deleted at sign-out: nobody has notices any more.
      error: () => (this.count = 0),
    });
  }

  /** Not every browser has badges, and some allow them to installed apps only. */
  async #badge(count: number): Promise<void> {
    const { setAppBadge } = navigator as Partial<Navigator>;
    await setAppBadge?.call(navigator, count).catch(() => undefined);
  }
}

export const unread = new Unread();
