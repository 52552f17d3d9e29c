import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';

/** jsdom draws random numbers but has no keys. */
Object.defineProperty(globalThis, 'crypto', { value: webcrypto });

/** jsdom has no media queries: a wide screen in light colours, as far as a test is concerned. */
globalThis.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    matches: query.includes('min-width'),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

/** Nothing has a size in jsdom, so nothing ever changes it. */
globalThis.ResizeObserver = class {
  observe = (): undefined => undefined;
  unobserve = (): undefined => undefined;
  disconnect = (): undefined => undefined;
};
