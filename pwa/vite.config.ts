import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { chunks } from './bundling/chunks.ts';
import { policyHash, quickShell } from './bundling/shell.ts';

/** The splash screen's inline style is the only one allowed: its hash goes into the policy. */
function splashHash(): ReturnType<typeof policyHash> {
  const page = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
  return policyHash(/<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '');
}

const ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

export default defineConfig(({ mode }) => ({
  plugins: [
    tailwindcss(),
    chunks(),
    sveltekit({
      compilerOptions: {
        runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
      },
      adapter: quickShell(adapter({ fallback: '200.html', precompress: true })),
      // Registered by src/lib/update.svelte.ts, which also asks before it reloads.
      serviceWorker: { register: false },
      output: { bundleStrategy: 'single' },
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
  build: { target: ['chrome100', 'safari16', 'firefox115'] },
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
