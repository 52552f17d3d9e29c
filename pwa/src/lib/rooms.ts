import type { Component } from 'svelte';
import type { PlainKey } from '#i18n/index.svelte.ts';
import type { SyncFunction } from '#offline/sync.svelte.ts';
import type { IconName } from '#ui/icons.ts';
import type { Session } from './session.svelte.ts';

type Shown = (session: Session) => boolean;

/** A place of the bottom bar (phone) and of the side bar (wide screens). */
export interface Tab {
  href: string;
  label: PlainKey;
  icon: IconName;
  /** Trang chủ 10, Văn kiện 20, Sinh hoạt 30, Thông báo 40, Cá nhân 50. */
  order: number;
  /** Unread or waiting things; read while drawn, so it may be reactive. */
  count?: () => number;
}

/** A further place: in the side bar on wide screens, listed under "Cá nhân" on the phone. */
export interface Place {
  href: string;
  label: PlainKey;
  icon: IconName;
  order: number;
  shown?: Shown;
}

/** A card of the home screen; the lowest order answers "what now?" and comes first. */
export interface HomeCard {
  id: string;
  order: number;
  /** `first`: the card is the top one, the answer to "what now?", and is drawn as such (`kind="hero"`). */
  load: () => Promise<{ default: Component<{ first: boolean }> }>;
  shown?: Shown;
  /** Whether there is something to say: a query on the phone's database, followed live. */
  filled: () => Promise<boolean>;
}

/** What a room brings into the house; each room's `index.ts` exports one and stays light. */
export interface Room {
  name: string;
  tab?: Tab;
  places?: readonly Place[];
  cards?: readonly HomeCard[];
  /** Brings the room's news to the phone; started when somebody is signed in. */
  sync?: SyncFunction;
}

let rooms: readonly Room[] = [];

/** Told once, by the layout of signed-in people, which rooms there are. */
export function furnish(all: readonly Room[]): void {
  rooms = all;
}

const byOrder = (a: { order: number }, b: { order: number }): number => a.order - b.order;

export function tabs(): Tab[] {
  return rooms.flatMap((room) => room.tab ?? []).sort(byOrder);
}

export function places(session: Session): Place[] {
  return rooms
    .flatMap((room) => room.places ?? [])
    .filter((place) => place.shown?.(session) ?? true)
    .sort(byOrder);
}

export function homeCards(session: Session): HomeCard[] {
  return rooms
    .flatMap((room) => room.cards ?? [])
    .filter((card) => card.shown?.(session) ?? true)
    .sort(byOrder);
}

/** The rooms that have something to bring in. */
export function syncs(): { name: string; sync: SyncFunction }[] {
  return rooms.flatMap(({ name, sync }) => (sync ? [{ name, sync }] : []));
}
