import type { IconName } from './icons.ts';

/** One place of the bottom bar or the side bar, ready to be drawn. */
export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  count?: number;
  current: boolean;
}

/** Places that stand together in the side bar. */
export interface NavGroup {
  /** None above the first. */
  heading?: string;
  items: readonly NavItem[];
}

/** Where a place is, and below which addresses its screens are: below its own unless it says which. */
export interface Covered {
  href: string;
  covers?: readonly string[];
}

/** The place that covers the longest beginning of `path`: `/members/1` is in `/members`. */
export function currentHref(places: readonly Covered[], path: string): string | undefined {
  return places
    .flatMap(({ href, covers = [href] }) => covers.map((begin) => ({ href, begin })))
    .concat(places.filter(({ href }) => href === path).map(({ href }) => ({ href, begin: href })))
    .filter(({ begin }) => (begin === '/' ? path === '/' : `${path}/`.startsWith(closed(begin))))
    .sort((a, b) => b.begin.length - a.begin.length)[0]?.href;
}

const closed = (begin: string): string => (begin.endsWith('/') ? begin : `${begin}/`);
