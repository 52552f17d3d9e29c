/**
 * Passkeys in the browser: options of the server in, `toJSON()` of the credential out (WebAuthn level 3).
 *
 * Phones before Chrome 129 and Safari 17.4 lack the JSON forms, so the few fields we use are turned here.
 */

type Options = Readonly<Record<string, unknown>>;
export type CredentialJson = Record<string, unknown>;

/** What became of asking for a passkey; `stopped`: the person said no or waited too long. */
export type Asked =
  | { ok: true; credential: CredentialJson; accountId: string | null }
  | { ok: false; reason: 'stopped' | 'known' | 'failed' };

export function toBase64Url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64Url(text: string): ArrayBuffer {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
}

/** `user.id` and `userHandle` are the sixteen bytes of the account's UUID. */
export function accountOf(userHandle: ArrayBuffer | null): string | null {
  if (userHandle?.byteLength !== 16) return null;
  const hex = Array.from(new Uint8Array(userHandle), (byte) => byte.toString(16).padStart(2, '0'));
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function browser(): Partial<typeof PublicKeyCredential> | undefined {
  return 'PublicKeyCredential' in globalThis ? PublicKeyCredential : undefined;
}

/** True when this device itself can keep a passkey (fingerprint, face, screen lock). */
export async function canMakePasskey(): Promise<boolean> {
  const asked = browser()?.isUserVerifyingPlatformAuthenticatorAvailable?.();
  return (await asked?.catch(() => false)) ?? false;
}

/** True when a passkey may be used at all, be it one on another phone. */
export function canUsePasskey(): boolean {
  return browser() !== undefined;
}

/** True when the keyboard's suggestions can offer a passkey. */
export async function canSuggestPasskey(): Promise<boolean> {
  return (
    (await browser()
      ?.isConditionalMediationAvailable?.()
      .catch(() => false)) ?? false
  );
}

function descriptors(value: unknown): PublicKeyCredentialDescriptor[] {
  const all = (value ?? []) as { id: string; transports?: AuthenticatorTransport[] }[];
  return all.map(({ id, transports }) => ({
    type: 'public-key',
    id: fromBase64Url(id),
    ...(transports ? { transports } : {}),
  }));
}

/** The server's options for making a passkey, as the browser wants them. */
export function creationOptions(options: Options): PublicKeyCredentialCreationOptions {
  const given = options as unknown as PublicKeyCredentialCreationOptions;
  const user = options.user as { id: string; name: string; displayName: string };
  return {
    ...given,
    challenge: fromBase64Url(options.challenge as string),
    user: { ...user, id: fromBase64Url(user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  };
}

/** The server's options for using a passkey, as the browser wants them. */
export function requestOptions(options: Options): PublicKeyCredentialRequestOptions {
  return {
    ...(options as unknown as PublicKeyCredentialRequestOptions),
    challenge: fromBase64Url(options.challenge as string),
    allowCredentials: descriptors(options.allowCredentials),
  };
}

/** `toJSON()` for browsers that lack it, as far as the server reads it. */
export function credentialJson(credential: PublicKeyCredential): CredentialJson {
  const { response } = credential;
  const parts: CredentialJson = { clientDataJSON: toBase64Url(response.clientDataJSON) };
  if ('attestationObject' in response) {
    const made = response as AuthenticatorAttestationResponse;
    parts.attestationObject = toBase64Url(made.attestationObject);
    parts.transports = (made as Partial<AuthenticatorAttestationResponse>).getTransports?.() ?? [];
  } else {
    const used = response as AuthenticatorAssertionResponse;
    parts.authenticatorData = toBase64Url(used.authenticatorData);
    parts.signature = toBase64Url(used.signature);
    if (used.userHandle) parts.userHandle = toBase64Url(used.userHandle);
  }
  return {
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: parts,
  };
}

async function asked(call: () => Promise<Credential | null>): Promise<Asked> {
  try {
    const credential = (await call()) as PublicKeyCredential | null;
    if (!credential) return { ok: false, reason: 'failed' };
    const { response } = credential;
    const handle = 'userHandle' in response ? (response.userHandle as ArrayBuffer | null) : null;
    return { ok: true, credential: credentialJson(credential), accountId: accountOf(handle) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'InvalidStateError') return { ok: false, reason: 'known' };
    const stopped = name === 'NotAllowedError' || name === 'AbortError';
    return { ok: false, reason: stopped ? 'stopped' : 'failed' };
  }
}

/** Lets the device make a passkey for the account the options name. */
export function makePasskey(options: Options): Promise<Asked> {
  return asked(() => navigator.credentials.create({ publicKey: creationOptions(options) }));
}

/** Lets the person show a passkey; with `suggest` it waits quietly in the keyboard's suggestions. */
export function showPasskey(options: Options, suggest?: AbortSignal): Promise<Asked> {
  return asked(() =>
    navigator.credentials.get({
      publicKey: requestOptions(options),
      ...(suggest ? { mediation: 'conditional', signal: suggest } : {}),
    }),
  );
}
