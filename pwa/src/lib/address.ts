import { goto } from '$app/navigation';
import { page } from '$app/state';

/** Keeps a filter in the address of this screen: going back, or a link sent on, finds it again. */
export function keepInAddress(values: Readonly<Record<string, string>>): void {
  const next = new URL(page.url.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.searchParams.set(name, value);
    else next.searchParams.delete(name);
  }
  void goto(next, { replace: true, reset: false });
}
