import { beforeEach, describe, expect, it } from 'vitest';
import { table } from '#offline/database.ts';
import { deviceKeyFor, keepDeviceKey, makeDeviceKey } from './device.ts';

const an = { account_id: 'a-1', login: 'an.lothi.4821' };
const isAn = ({ login }: { login: string }) => login === an.login;

beforeEach(async () => {
  await table('keys').clear();
});

describe("the phone's own key", () => {
  it('cannot be read out', async () => {
    const { pair } = await makeDeviceKey();
    expect(pair.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
  });

  it('shows its public half as a P-256 SPKI of 91 bytes', async () => {
    const { spki } = await makeDeviceKey();
    const bytes = Uint8Array.from(atob(spki), (sign) => sign.charCodeAt(0));
    expect(bytes).toHaveLength(91);
    const kind = { name: 'ECDSA', namedCurve: 'P-256' };
    await expect(
      crypto.subtle.importKey('spki', bytes, kind, true, ['verify']),
    ).resolves.toBeDefined();
  });

  it('is kept for its owner and still signs', async () => {
    const made = await makeDeviceKey();
    await keepDeviceKey(made, an);
    const found = await deviceKeyFor(isAn);
    expect(found.spki).toBe(made.spki);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    const said = new TextEncoder().encode('có mặt');
    const signature = await crypto.subtle.sign(how, found.pair.privateKey, said);
    await expect(crypto.subtle.verify(how, made.pair.publicKey, signature, said)).resolves.toBe(
      true,
    );
  });

  it('is a new one for somebody else', async () => {
    const made = await makeDeviceKey();
    await keepDeviceKey(made, an);
    expect((await deviceKeyFor(({ login }) => login === 'binh')).spki).not.toBe(made.spki);
  });
});
