import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Adapter, Builder } from '@sveltejs/kit';

interface ManifestChunk {
  file: string;
  name?: string;
}

/** Chunks (see chunks.ts) a signed-in person needs at once. */
const SIGNED_IN = ['house', 'phone'];
const OPEN = '/(open)';
const STYLESHEET = /\s*<link href="[^"]+" rel="stylesheet">/;
const AFTER_SPLASH = '<!-- stylesheet -->';

/** A content policy's name for a piece of the page. */
export function policyHash(content: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** Asks for the signed-in person's files while the first script is still on its way. */
function preloads(builder: Builder): string {
  const manifest = readFileSync(`${builder.getClientDirectory()}/.vite/manifest.json`, 'utf8');
  const chunks = Object.values(JSON.parse(manifest) as Record<string, ManifestChunk>);
  const files = SIGNED_IN.map((name) => {
    const found = chunks.find((chunk) => chunk.name === name);
    if (!found) throw new Error(`No chunk is called ${name}.`);
    return `/${found.file}`;
  });
  const open = builder.routes
    .filter(({ id }) => id.startsWith(OPEN))
    .map(({ id }) => id.slice(OPEN.length).replace(/\[.*/, ''));
  return (
    `if(!${JSON.stringify(open)}.some(start=>location.pathname.startsWith(start)))` +
    `for(const href of ${JSON.stringify(files)})` +
    `document.head.append(Object.assign(document.createElement('link'),{rel:'modulepreload',href}))`
  );
}

/** The page as kit made it, quicker on a slow line. */
function improved(page: string, script: string): string {
  const stylesheet = STYLESHEET.exec(page)?.[0];
  const policy = "script-src 'self'";
  if (!stylesheet || !page.includes(AFTER_SPLASH) || !page.includes(policy)) {
    throw new Error('The page of kit has changed: see bundling/shell.ts.');
  }
  return page
    .replace(stylesheet, `\n\t\t<script>${script}</script>`)
    .replace(policy, `${policy} '${policyHash(script)}'`)
    .replace(AFTER_SPLASH, stylesheet.trim());
}

/**
 * Wraps an adapter. The splash is painted before the stylesheet is there, which only holds back the app's own start;
 * and the files of signed-in people come along with the first ones instead of after them.
 */
export function quickShell(adapter: Adapter): Adapter {
  return {
    ...adapter,
    adapt: (builder) =>
      adapter.adapt(
        Object.assign(Object.create(builder) as Builder, {
          async generateFallback(destination: string): Promise<void> {
            await builder.generateFallback(destination);
            const page = readFileSync(destination, 'utf8');
            writeFileSync(destination, improved(page, preloads(builder)));
          },
        }),
      ),
  };
}
