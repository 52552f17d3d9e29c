import 'fake-indexeddb/auto';
import { vi } from 'vitest';

/** jsdom has no media queries: a wide screen in light colours, as far as a test is concerned. */
vi.stubGlobal('matchMedia', (query: string) =>
  Object.assign(new EventTarget(), { matches: query.includes('min-width'), media: query }),
);
