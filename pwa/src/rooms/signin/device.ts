/** This phone's own key: the private half is made here, cannot be read out and never leaves. */
export interface DeviceKey {
  pair: CryptoKeyPair;
  /** The public half as the server wants it: base64 of the SPKI, P-256. */
  spki: string;
}

/** Whose key it is: another person on the same phone gets another one. */
export interface Owner {
  account_id: string;
  login: string;
}

interface KeyRow extends Owner {
  purpose: 'device';
  pair: CryptoKeyPair;
}

/** The database is large; the sign-in screen opens without it. */
async function keys() {
  const { table } = await import('#offline/database.ts');
  return table<KeyRow>('keys');
}

async function withPublicHalf(pair: CryptoKeyPair): Promise<DeviceKey> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return { pair, spki: btoa(String.fromCharCode(...spki)) };
}

/** A new P-256 key pair whose private half can sign and cannot be exported. */
export async function makeDeviceKey(): Promise<DeviceKey> {
  const kind = { name: 'ECDSA', namedCurve: 'P-256' };
  return withPublicHalf(await crypto.subtle.generateKey(kind, false, ['sign', 'verify']));
}

/** The key kept on this phone if it belongs to the person who is signing in, else a new one. */
export async function deviceKeyFor(isOwner: (owner: Owner) => boolean): Promise<DeviceKey> {
  const row = await (await keys()).get('device').catch(() => undefined);
  return row && isOwner(row) ? withPublicHalf(row.pair) : makeDeviceKey();
}

/** Keeps the key; after signing in, because that may empty the phone of somebody else's data. */
export async function keepDeviceKey({ pair }: DeviceKey, owner: Owner): Promise<void> {
  const { account_id, login } = owner;
  await (await keys()).put({ purpose: 'device', account_id, login, pair });
}
