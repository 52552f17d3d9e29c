import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

/** The splash screen's inline style is the only one allowed: its hash goes into the policy. */
function splashHash(): `sha256-${string}` {
  const page = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}

/**
 * Few requests on a slow line: what every screen stands on is one file, the phone's database another.
 * A group may only hold modules that import nothing outside it but earlier groups, and none of kit's:
 * otherwise the files wait for each other and run in the wrong order.
 */
const BASE = [
  'preload-helper',
  'node_modules/(esm-env|openapi-fetch)/',
  'node_modules/svelte/src/(?!reactivity/(date|map|set|url))',
  'src/api/(client|own-page|problem)',
  'src/i18n/(index|words|vi/(kit|open|signin))',
  'src/lib/(install|numbers|routes|session|settings|trail|update)\\.',
  'src/lib/(ErrorPage|InstallGuide|LookMenu|LookSettings|OpenShell|UpdateBanner)\\.',
  'src/ui/(Banner|Button|Card|EmptyState|Field|Icon|IconButton|InstallPicture|Mark)\\.',
  'src/ui/(PasswordField|Segmented|Sheet|TextField|Toast|icons|toast|tones)\\.',
].join('|');
const chunks = {
  groups: [
    { name: 'base', test: new RegExp(BASE), priority: 2 },
    { name: 'phone', test: /node_modules\/dexie\/|\/src\/offline\//, priority: 1 },
  ],
};

const ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

export default defineConfig(({ mode }) => ({
  plugins: [
    tailwindcss(),
    sveltekit({
      compilerOptions: {
        runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
      },
      adapter: adapter({ fallback: '200.html', precompress: true }),
      // Registered by src/lib/update.svelte.ts, which also asks before it reloads.
      serviceWorker: { register: false },
      version: { name: process.env.HANDBOOK_VERSION ?? String(Date.now()), pollInterval: 0 },
      csp: {
        mode: 'hash',
        // frame-ancestors and HSTS cannot be said in a page: the server sends them as headers.
        directives: {
          'default-src': ['self'],
          'script-src': ['self', 'wasm-unsafe-eval'],
          // The last one is kit's announcer for screen readers, which carries a style attribute.
          'style-src': ['self', 'unsafe-hashes', splashHash(), ANNOUNCER],
          'img-src': ['self', 'blob:', 'data:'],
          'media-src': ['self', 'blob:'],
          'connect-src': ['self'],
          'worker-src': ['self'],
          'manifest-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
        },
      },
    }),
  ],
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: chunks } } } },
  },
  build: { target: ['chrome100', 'safari15.4', 'firefox115'] },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  server: { proxy: { '/api': process.env.HANDBOOK_API ?? 'http://127.0.0.1:8000' } },
  test: {
    environment: 'jsdom',
    // One jsdom for each worker instead of one for each file; files stay apart all the same.
    pool: 'vmThreads',
    include: ['src/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    // A busy machine is no failure; a test that hangs still is.
    testTimeout: 60_000,
  },
}));
