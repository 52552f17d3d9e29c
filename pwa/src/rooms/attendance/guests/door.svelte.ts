import { serverNow } from '../clock.ts';
import { announce } from '../scan/verdicts.ts';
import { readBadge } from './badge.ts';
import {
  loadGuestDesk,
  placeOf,
  registerGuest,
  syncGuestDesk,
  takeBadge,
  type GuestVerdict,
  type NewGuest,
  type Place,
} from './desk.ts';

const SOUNDS = {
  in: 'in',
  already: 'already',
  other_site: 'other_site',
  withdrawn: 'expired',
  unknown: 'not_ours',
} as const;

/** What a desk knows of guests beside the members: badges, seats, people written down on the spot. */
export class Door {
  /** About the last badge or new guest; nothing while members come. */
  guest = $state<GuestVerdict>();
  /** Where the member of the last code belongs. */
  place = $state<Place | null>(null);
  readonly #meeting: () => string;

  constructor(meeting: () => string) {
    this.#meeting = meeting;
  }

  async bringIn(): Promise<void> {
    await syncGuestDesk(this.#meeting());
  }

  /** True when the text was a badge and has been dealt with; of a member's code it finds the place. */
  async took(text: string, site: string | null): Promise<boolean> {
    const desk = await loadGuestDesk(this.#meeting());
    if (!readBadge(text)) {
      this.clear();
      this.place = desk ? await placeOf(desk, text) : null;
      return false;
    }
    this.#tell(desk ? await takeBadge(desk, site, text, await serverNow()) : { kind: 'unknown' });
    return true;
  }

  /** Somebody was taken in another way. */
  clear(): void {
    this.guest = undefined;
    this.place = null;
  }

  async write(guest: NewGuest, site: string | null): Promise<void> {
    this.#tell(await registerGuest(this.#meeting(), site, guest, await serverNow()));
  }

  #tell(found: GuestVerdict): void {
    this.guest = found;
    this.place = null;
    announce({ kind: SOUNDS[found.kind] });
  }
}
