import { describe, expect, it, vi } from 'vitest';
import {
  accountOf,
  canMakePasskey,
  creationOptions,
  fromBase64Url,
  makePasskey,
  showPasskey,
  toBase64Url,
} from './passkeys.ts';

const bytes = (...all: number[]) => new Uint8Array(all).buffer;
const asked = { challenge: 'AQID', rpId: 'localhost' };
const wanted = {
  challenge: 'AQID',
  rp: { id: 'localhost', name: 'Sổ tay' },
  user: { id: '-_8', name: 'an.lothi.4821', displayName: 'Lò Thị An' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  excludeCredentials: [{ id: '_w', type: 'public-key', transports: ['internal'] }],
};

function answering(call: 'create' | 'get', answer: () => Promise<unknown>) {
  const spy = vi.fn(answer);
  vi.stubGlobal('navigator', { credentials: { [call]: spy } });
  return spy;
}

describe('base64url', () => {
  it('goes both ways, with the signs that differ from base64 and without padding', () => {
    expect(toBase64Url(bytes(251, 255, 190, 1))).toBe('-_--AQ');
    expect(new Uint8Array(fromBase64Url('-_--AQ'))).toEqual(new Uint8Array([251, 255, 190, 1]));
  });
});

describe('making a passkey', () => {
  it("turns the server's options into bytes", () => {
    const options = creationOptions(wanted);
    expect(new Uint8Array(options.challenge as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]));
    expect(new Uint8Array(options.user.id as ArrayBuffer)).toEqual(new Uint8Array([251, 255]));
    expect(options.excludeCredentials?.[0]).toMatchObject({ transports: ['internal'] });
    expect(options.rp).toEqual(wanted.rp);
  });

  it('hands the credential on as JSON', async () => {
    answering('create', () =>
      Promise.resolve({
        id: 'AQ',
        rawId: bytes(1),
        type: 'public-key',
        authenticatorAttachment: 'platform',
        getClientExtensionResults: () => ({}),
        response: {
          clientDataJSON: bytes(2),
          attestationObject: bytes(3),
          getTransports: () => ['internal'],
        },
      }),
    );
    await expect(makePasskey(wanted)).resolves.toMatchObject({
      ok: true,
      credential: {
        id: 'AQ',
        rawId: 'AQ',
        response: { clientDataJSON: 'Ag', attestationObject: 'Aw', transports: ['internal'] },
      },
    });
  });

  it.each([
    ['NotAllowedError', 'stopped'],
    ['AbortError', 'stopped'],
    ['InvalidStateError', 'known'],
    ['SecurityError', 'failed'],
  ])('says what a %s means: %s', async (name, reason) => {
    answering('create', () => Promise.reject(new DOMException('no', name)));
    await expect(makePasskey(wanted)).resolves.toEqual({ ok: false, reason });
  });

  it('is not offered where the browser knows no passkeys', async () => {
    expect(await canMakePasskey()).toBe(false);
  });
});

describe('showing a passkey', () => {
  it('tells whose account it is before the server is asked', async () => {
    const id = '0193f7c2-5b1a-7c3d-8e4f-a1b2c3d4e5f6';
    const handle = Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) =>
      Number.parseInt(pair, 16),
    ).buffer;
    answering('get', () =>
      Promise.resolve({
        id: 'AQ',
        rawId: bytes(1),
        type: 'public-key',
        getClientExtensionResults: () => ({}),
        response: {
          clientDataJSON: bytes(2),
          authenticatorData: bytes(4),
          signature: bytes(5),
          userHandle: handle,
        },
      }),
    );
    await expect(showPasskey(asked)).resolves.toMatchObject({ ok: true, accountId: id });
  });

  it('waits in the suggestions only when told to', async () => {
    const get = answering('get', () => Promise.resolve(null));
    await showPasskey(asked);
    expect(get).toHaveBeenLastCalledWith(
      expect.not.objectContaining({ mediation: expect.anything() as unknown }),
    );
    await showPasskey(asked, new AbortController().signal);
    expect(get).toHaveBeenLastCalledWith(expect.objectContaining({ mediation: 'conditional' }));
  });

  it('knows no account from a handle of another form', () => {
    expect(accountOf(bytes(1, 2))).toBeNull();
    expect(accountOf(null)).toBeNull();
  });
});
