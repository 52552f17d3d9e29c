import { beforeEach, describe, expect, it, vi } from 'vitest';
import { database, table } from '#offline/database.ts';
import type { Session } from './session.svelte.ts';

const an = {
  account_id: 'a-1',
  login: 'an.lothi.4821',
  display_name: 'Lò Thị An',
  branch: { id: 'b-3', name: 'Chi bộ thôn 3' },
  positions: [],
  permissions: ['members.read'],
  second_factor: 'ok',
} as unknown as Session;
const son = { ...an, account_id: 'a-2', login: 'son.vivan.1002', display_name: 'Vì Văn Sơn' };

const problem = (status: number, code: string) =>
  Response.json({ status, code, params: {} }, { status });
const offline = () => Promise.reject(new TypeError('no network'));

/** What the server answers to `GET /api/signin/session` and to `DELETE`. */
function server(
  get: () => Response | Promise<never>,
  end: () => Response | Promise<never> = offline,
) {
  const asked = vi.fn(async (request: Request) => {
    const answer = request.method === 'DELETE' ? end() : get();
    return await answer;
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

/** The app as it starts: nothing in memory, what is on the phone stays. */
async function start() {
  vi.resetModules();
  const { session } = await import('./session.svelte.ts');
  await session.open();
  return session;
}

async function keep(session: Session): Promise<void> {
  localStorage.setItem('handbook.signed_in', '1');
  await table('session').put({ key: 'current', session });
}

beforeEach(async () => {
  localStorage.clear();
  await database.delete();
  await database.open();
});

describe('who is signed in', () => {
  it('is known without a network', async () => {
    await keep(an);
    server(offline);
    const session = await start();
    expect(session.state).toBe('signed_in');
    expect(session.current?.display_name).toBe('Lò Thị An');
    expect(session.unit).toBe('Chi bộ thôn 3');
    expect(session.may('members.read')).toBe(true);
    expect(session.may('audit.read')).toBe(false);
  });

  it('is nobody on a phone that nobody has signed in on', async () => {
    server(() => problem(401, 'signin.required'));
    const session = await start();
    expect(session.state).toBe('signed_out');
    expect(session.remembered).toBe(false);
  });

  it('stays readable when the server has ended the session', async () => {
    await keep(an);
    server(() => problem(401, 'signin.required'));
    const session = await start();
    await vi.waitFor(() => expect(session.state).toBe('expired'));
    expect(session.current?.login).toBe('an.lothi.4821');
  });

  it('does not change because a passkey was not accepted', async () => {
    await keep(an);
    server(() => Response.json(an));
    const session = await start();
    const { refused } = await import('#api/client.ts');
    refused(401, { code: 'signin.passkey_refused', params: {} });
    expect(session.state).toBe('signed_in');
  });

  it('takes everything of the person before along', async () => {
    await keep(an);
    await table('snapshots').put({ name: 'me.card', data: 'An', at: 1 });
    await table('keys').put({ purpose: 'device', account_id: 'a-1' });
    server(() => Response.json(an));
    const session = await start();
    await session.signedIn(son);
    const { table: now } = await import('#offline/database.ts');
    expect(await now('snapshots').count()).toBe(0);
    expect(await now('keys').count()).toBe(0);
    expect(session.current?.display_name).toBe('Vì Văn Sơn');
  });
});

describe('signing out', () => {
  it('tells the server and empties the phone', async () => {
    await keep(an);
    const asked = server(
      () => Response.json(an),
      () => new Response(null, { status: 204 }),
    );
    const session = await start();
    const { wiped } = await session.signOut();
    expect(asked.mock.calls.some(([request]) => request.method === 'DELETE')).toBe(true);
    expect(wiped.find(({ what }) => what === 'kit.wiped_database')?.done).toBe(true);
    expect(session.current).toBeNull();
    expect(session.state).toBe('signed_out');
    expect(session.remembered).toBe(false);
  });

  it('without a network is told later, before the old cookie can let anybody in', async () => {
    await keep(an);
    server(offline);
    await (await start()).signOut();

    const there = server(
      () => Response.json(an),
      () => new Response(null, { status: 204 }),
    );
    const session = await start();
    expect(session.state).toBe('signed_out');
    expect(there.mock.calls.map(([request]) => request.method)).toEqual(['DELETE']);
    expect(session.remembered).toBe(false);
  });

  it('stays owed while there is no network', async () => {
    await keep(an);
    server(offline);
    await (await start()).signOut();
    const session = await start();
    expect(session.state).toBe('signed_out');
    expect(session.remembered).toBe(true);
  });
});
