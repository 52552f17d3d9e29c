import { api, ask, type Failure } from '#api/client.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import { makePasskey } from './passkeys.ts';
import { nameOfThisDevice } from './naming.ts';

/** What became of adding a passkey: added, a sentence for the person, or the server's refusal. */
export type Added =
  { ok: true } | { ok: false; notice: PlainKey } | { ok: false; failure: Failure };

/** Makes a passkey on this device for the account that is signed in. */
export async function addPasskey(label = nameOfThisDevice()): Promise<Added> {
  const options = await ask(api.POST('/api/signin/passkeys/creation-options'));
  if (!options.ok) return { ok: false, failure: options };
  const made = await makePasskey(options.data.options);
  if (!made.ok) return { ok: false, notice: `signin.passkey_${made.reason}` };
  const body = { credential: made.credential, label };
  const answer = await ask(api.POST('/api/signin/passkeys', { body }));
  return answer.ok ? { ok: true } : { ok: false, failure: answer };
}
