import type { Plugin, Rolldown } from 'vite';

type GetModuleInfo = (id: string) => Rolldown.ModuleInfo | null;

/** Kit's start and what is on the screen before anybody is signed in. */
const FIRST = [
  '@sveltejs/kit/src/runtime/client/bundle.js',
  'src/routes/+layout.ts',
  'src/routes/+layout.svelte',
  'src/routes/+error.svelte',
  'src/routes/(open)/+layout.svelte',
  'src/routes/(open)/dang-nhap/+page.svelte',
];

/** What every screen of somebody signed in stands on. */
const HOUSE = [
  'src/routes/(app)/+layout.ts',
  'src/routes/(app)/+layout.svelte',
  'src/routes/(app)/+page.svelte',
  'src/i18n/vi/near.ts',
];

/** What a room brings to the home screen and its sync are asked for as soon as somebody is there. */
const ROOM = /\/src\/rooms\/\w+\/index\.ts$/;

const READER = [
  'src/routes/(app)/van-kien/[id]/+page.ts',
  'src/routes/(app)/van-kien/[id]/+page.svelte',
];

/** Kit wraps each route's files in a module of this name; its number says nothing. */
const NODE = /\/client-optimized\/nodes\/\d+(\.js)?$/;

const PHONE = /\/node_modules\/dexie\/|\/src\/offline\//;

/** Reached through Svelte's large indexes, never needed by the first screen. */
const RARE = /\/svelte\/src\/reactivity\/(date|map|media|set|url)/;

/** Does something only where it is used, which Svelte's package does not say. */
const UNUSED = /\/svelte\/src\/(legacy|internal\/client\/dom\/elements\/custom-element)/;

/**
 * Few requests on a slow line: what the first screen stands on is one file, what every later screen stands on another,
 * the phone's database a third. Found by following the imports, so that nobody has to keep a list. Kit's strategy is
 * "single" because its "split" begins with ten small files; the screens are loaded one by one all the same.
 */
export function chunks(): Plugin {
  const places = new Map<string, string>();

  function place(name: string, starts: readonly string[], get: GetModuleInfo): void {
    const open = [...starts];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (places.has(id) || RARE.test(id)) continue;
      places.set(id, PHONE.test(id) ? 'phone' : name);
      open.push(...(get(id)?.importedIds ?? []));
    }
  }

  return {
    name: 'handbook-chunks',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    config: {
      order: 'post',
      handler: () => ({
        environments: {
          client: {
            build: {
              rolldownOptions: {
                treeshake: { moduleSideEffects: [{ test: UNUSED, sideEffects: false }] },
                preserveEntrySignatures: 'allow-extension',
                output: {
                  codeSplitting: {
                    groups: [
                      {
                        name: (id) => places.get(id),
                        debugName: 'handbook',
                        includeDependenciesRecursively: false,
                      },
                    ],
                  },
                },
              },
            },
          },
        },
      }),
    },
    buildEnd() {
      places.clear();
      places.set('\0rolldown/runtime.js', 'base');
      const all = [...this.getModuleIds()];
      const get: GetModuleInfo = (id) => this.getModuleInfo(id);
      const parts = (ends: readonly string[]) =>
        all.filter((id) => ends.some((end) => id.endsWith(`/${end}`)));
      const nodesOf = (files: readonly string[]) =>
        all.filter(
          (id) => NODE.test(id) && get(id)?.importedIds.every((part) => files.includes(part)),
        );
      for (const [name, ends] of [
        ['base', FIRST],
        ['house', HOUSE],
        ['reader', READER],
      ] as const) {
        const files = parts(ends);
        const brought = name === 'house' ? all.filter((id) => ROOM.test(id)) : [];
        const later = brought.flatMap((id) => get(id)?.dynamicallyImportedIds ?? []);
        place(name, [...files, ...nodesOf(files), ...later], get);
      }
    },
  };
}
