// A rune: the layout tells it after the new screen has mounted, which has asked by then.
let previous = $state<string | null>(null);

/** Told after each step through the app; a step through the browser's history leaves it unknown. */
export function remember(from: string | null, throughHistory: boolean): void {
  previous = throughHistory ? null : from;
}

/** True when the screen before this one was `path`: going back keeps its place in the list. */
export function cameFrom(path: string): boolean {
  return previous === path;
}
