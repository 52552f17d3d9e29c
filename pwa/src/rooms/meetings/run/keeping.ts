import { database } from '#offline/database.ts';
import { exchange } from '#offline/exchange.svelte.ts';
import { pending } from '#offline/outbox.ts';
import { uuid7 } from '#offline/uuid7.ts';
import type { Key } from '#i18n/index.svelte.ts';
import { drafts, partPath, records, type Draft, type Values } from './rows.ts';

/** After the last key: what was typed goes on the way when the hands rest. */
const REST_BEFORE_SENDING = 1_200;

const LABELS: Readonly<Record<string, Key>> = {
  fields: 'minutes.sends_notes',
  opinions: 'minutes.sends_opinion',
  assignments: 'minutes.sends_assignment',
  carried: 'minutes.sends_task',
};

/**
 * Keeps what somebody wrote: on the phone first, so that a dead battery loses nothing, then on its way.
 *
 * `change` holds only what was changed and is laid on what this phone keeps already: a picture that is
 * a moment old never takes another part back. `seen` is what the writer saw of all parts, `null` when
 * there was nothing. While the server's picture does not show an earlier write of this phone, edits go
 * on as steps of one line and the first base stays.
 */
export async function keep(
  meeting_id: string,
  part: string,
  change: Values,
  seen: Values | null,
  settles: readonly string[] = [],
): Promise<void> {
  const key = `${meeting_id}/${part}`;
  const draft = await database.transaction('rw', drafts, async () => {
    const before = await drafts.get(key);
    const next: Draft = {
      key,
      meeting_id,
      part,
      values: { ...(before?.values ?? seen), ...change },
      base: before ? before.base : seen,
      line: before?.line ?? uuid7(),
      step: (before?.step ?? 0) + 1,
      write_id: uuid7(),
      queued: before?.queued ?? 0,
      settles: [...new Set([...(before?.settles ?? []), ...settles])],
      phone_at: new Date().toISOString(),
    };
    await drafts.put(next);
    return next;
  });
  await handOver(draft);
}

/** Hands over what an interrupted phone kept and did not get on its way. */
export async function handOverAgain(): Promise<void> {
  for (const draft of await drafts.toArray()) if (draft.queued < draft.step) await handOver(draft);
}

async function handOver(draft: Draft): Promise<void> {
  const { meeting_id, part, step } = draft;
  await exchange.send({
    method: 'PUT',
    path: partPath(meeting_id, part),
    body: bodyOf(draft, (await records.get(meeting_id))?.clock_off ?? null),
    room: 'meetings',
    label_key: LABELS[part.split('/')[0] ?? ''] ?? 'minutes.sends_notes',
    not_before: Date.now() + REST_BEFORE_SENDING,
  });
  await drafts
    .where('key')
    .equals(draft.key)
    .modify((row) => {
      row.queued = Math.max(row.queued, step);
    });
}

/** The request of a draft: a field is one value, the other parts are several. */
export function bodyOf(draft: Draft, clock_off: number | null): Values {
  const { write_id, line, step, settles, phone_at, values } = draft;
  const envelope = { write_id, line, step, settles, phone_at, clock_off };
  const base = draft.part.startsWith('fields/') ? (draft.base?.value ?? null) : draft.base;
  return { ...envelope, ...values, base };
}

/** Drafts of a meeting that have reached the server: asked before the record is fetched. */
export async function arrived(meeting_id: string): Promise<readonly Draft[]> {
  const waiting = new Set((await pending()).map(({ path }) => path));
  const own = await drafts.where('meeting_id').equals(meeting_id).toArray();
  return own.filter(
    (draft) => draft.queued === draft.step && !waiting.has(partPath(meeting_id, draft.part)),
  );
}

/** The record now shows these drafts; one written further meanwhile stays. */
export async function settle(shown: readonly Draft[]): Promise<void> {
  await database.transaction('rw', drafts, async () => {
    for (const { key, step } of shown) {
      if ((await drafts.get(key))?.step === step) await drafts.delete(key);
    }
  });
}
