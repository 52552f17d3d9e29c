import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Every component on one page, for looking at: `npm run gallery`. Not part of the app. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [tailwindcss(), svelte({ configFile: false })],
  server: { port: 5199, fs: { allow: ['../..'] } },
  cacheDir: '../../node_modules/.vite-gallery',
});
