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

/** The place whose address is the longest beginning of `path`: `/members/1` is in `/members`. */
export function currentHref(hrefs: readonly string[], path: string): string | undefined {
  return hrefs
    .filter((href) => (href === '/' ? path === '/' : `${path}/`.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
