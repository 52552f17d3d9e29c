import type { components } from '#api/schema.gen.ts';

export type Board = components['schemas']['BoardRead'];
export type Place = components['schemas']['BoardPlaceRead'];

/** Figures are told as they are: those that moved replace what stood there, so hearing twice is harmless. */
export function moved(board: Board, news: Board): Board {
  return {
    ...news,
    sites: replaced(board.sites, news.sites),
    delegations: replaced(board.delegations, news.delegations),
  };
}

function replaced(places: readonly Place[], news: readonly Place[]): Place[] {
  const by = new Map(news.map((place) => [place.id, place]));
  return places.map((place) => by.get(place.id) ?? place);
}

/** Whether a session is on at a moment. */
export const isOn = (
  { starts_at, ends_at }: Pick<Board['sessions'][number], 'starts_at' | 'ends_at'>,
  at: string,
): boolean => Date.parse(starts_at) <= Date.parse(at) && Date.parse(at) <= Date.parse(ends_at);

export const rate = ({ present, expected }: Pick<Place, 'present' | 'expected'>): number =>
  expected > 0 ? present / expected : 0;

/** Those furthest behind first: they are whom the organiser has to call. */
export function byRate(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => rate(a) - rate(b) || b.expected - a.expected);
}
