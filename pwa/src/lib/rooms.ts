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
  /** Addresses below which its screens are, where they are not those below `href`. */
  covers?: readonly string[];
  /** Trang chủ 10, Văn kiện 20, Sinh hoạt 30, Thông báo 40, Cá nhân 50. */
  order: number;
  /** Unread or waiting things; read while drawn, so it may be reactive. */
  count?: () => number;
}

/** The headings further places stand under; what is one's own has none in the side bar. */
const GROUPS = ['work', 'people', 'watch', 'own'] as const;
type Group = (typeof GROUPS)[number];

/** A further place: under its heading in the side bar and, for the phone, in "Cá nhân". */
export interface Place {
  href: string;
  label: PlainKey;
  icon: IconName;
  group: Group;
  /** Addresses below which its screens are, where they are not those below `href`. */
  covers?: readonly string[];
  /** Within its group. */
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
  /**
   * Loads what it needs, then gives the query whether there is something to say. It is followed live, and what a live
   * query awaits besides the phone's database makes it deaf to changes: nothing is imported in it.
   */
  filled: () => Promise<() => Promise<boolean>>;
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

function places(session: Session): Place[] {
  return rooms
    .flatMap((room) => room.places ?? [])
    .filter((place) => place.shown?.(session) ?? true)
    .sort(byOrder);
}

export interface PlaceGroup {
  group: Group;
  label: PlainKey;
  places: Place[];
}

/** The same under their headings; groups with nothing for this person are left out. */
export function placeGroups(session: Session): PlaceGroup[] {
  const all = places(session);
  return GROUPS.map((group) => ({
    group,
    label: `kit.places_${group}` as const,
    places: all.filter((place) => place.group === group),
  })).filter((one) => one.places.length > 0);
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
