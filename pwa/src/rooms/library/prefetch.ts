import { fetchContent } from './open.ts';
import { acknowledgements, bookmarks, contents, documents } from './rows.ts';

interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** Data is dear and slow networks have better to do: only then nothing is fetched in advance. */
export function goodConnection(
  around: { onLine: boolean; connection?: Connection } = navigator,
): boolean {
  const { saveData = false, effectiveType = '4g' } = around.connection ?? {};
  return around.onLine && !saveData && effectiveType === '4g';
}

/** The papers somebody will want without a network: to be studied, or kept at hand. */
export async function wanted(): Promise<{ id: string; changed: number }[]> {
  const studied = new Set(await acknowledgements.toCollection().primaryKeys());
  const kept = new Set(await bookmarks.toCollection().primaryKeys());
  const rows = await documents
    .filter(
      ({ id, state, study_by_on }) =>
        state !== 'withdrawn' && (kept.has(id) || (study_by_on !== null && !studied.has(id))),
    )
    .toArray();
  const texts = new Map((await contents.toArray()).map((text) => [text.document_id, text.changed]));
  return rows.filter(({ id, changed }) => texts.get(id) !== changed);
}

const idle = (): Promise<void> =>
  new Promise((done) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => done(), { timeout: 5_000 });
    else setTimeout(done, 1_000);
  });

let running = false;

/** Brings those texts to the phone, one by one, while nothing else is going on. */
export async function prefetch(): Promise<void> {
  if (running) return;
  running = true;
  try {
    for (const { id, changed } of await wanted()) {
      await idle();
      if (!goodConnection() || !(await fetchContent(id, changed)).ok) return;
    }
  } catch {
    // Signing out may close the database under it; a full phone is no reason to trouble anybody.
  } finally {
    running = false;
  }
}
