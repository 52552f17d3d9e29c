import { api, ask, onSignedOut, type Failure } from '#api/client.ts';
import { routes } from './routes.ts';
import type { components } from '#api/schema.gen.ts';
import type { Wiped } from '#offline/wipe.ts';

export type Session = components['schemas']['SessionRead'];

/** `expired`: the server no longer knows us, what is on the phone can still be read. */
export type SessionState = 'unknown' | 'signed_in' | 'expired' | 'signed_out';

interface SessionRow {
  key: 'current';
  session: Session;
}

/** Says without opening the database that somebody is signed in: the sign-in screen stays light. */
const FLAG = 'handbook.signed_in';
/** Somebody signed out without a network: the server still has to hear of it, before anything else. */
const OWED = 'handbook.sign_out_owed';
const CHANNEL = 'handbook';

/** The database is large and only needed once somebody is signed in. */
async function rows() {
  const { table } = await import('#offline/database.ts');
  return table<SessionRow>('session');
}

/** Who is signed in on this phone, with positions and permissions; opens without a network. */
class SessionStore {
  current = $state.raw<Session | null>(null);
  state = $state<SessionState>('unknown');
  readonly #channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined;
  #opening: Promise<void> | undefined;

  constructor() {
    onSignedOut(({ code }) => {
      // A passkey that was not accepted is a 401 as well, and says nothing about the session.
      if (code === 'signin.required' && this.state === 'signed_in') this.state = 'expired';
    });
    this.#channel?.addEventListener('message', () => location.replace(routes.signIn()));
  }

  /** True when there is something to open: somebody signed in here, or a sign-out is still to be told. */
  get remembered(): boolean {
    return localStorage.getItem(FLAG) === '1' || this.#owed;
  }

  get #owed(): boolean {
    return localStorage.getItem(OWED) === '1';
  }

  /** Where the person belongs: the branch, else the organisation of the first position. */
  get unit(): string {
    return this.current?.branch?.name ?? this.current?.positions[0]?.organization_name ?? '';
  }

  /** True when the signed-in person may do this somewhere; the server decides each case. */
  may(permission: Session['permissions'][number]): boolean {
    return this.current?.permissions.includes(permission) ?? false;
  }

  /** Reads who is signed in from the phone, else asks the server; resolves when it is known. */
  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Asks the server who we are; keeps what is known when it cannot be reached. */
  async refresh(): Promise<Failure | null> {
    const answer = await ask(api.GET('/api/signin/session'));
    if (answer.ok) await this.signedIn(answer.data);
    else if ('problem' in answer && answer.problem.status === 401) {
      this.state = this.current ? 'expired' : 'signed_out';
    }
    return answer.ok ? null : answer;
  }

  /** Somebody signed in; another person's data is removed first. */
  async signedIn(session: Session): Promise<void> {
    const kept = await rows();
    const before = (await kept.get('current'))?.session;
    if (before && before.account_id !== session.account_id) {
      const { wipe } = await import('#offline/wipe.ts');
      await wipe();
      await kept.db.open();
    }
    await kept.put({ key: 'current', session });
    localStorage.setItem(FLAG, '1');
    localStorage.removeItem(OWED);
    this.current = session;
    this.state = 'signed_in';
  }

  /** Signs out on the server when it can be reached, and empties the phone in any case. */
  async signOut(): Promise<{ wiped: readonly Wiped[] }> {
    const told = await this.#tellSignedOut();
    const { wipe } = await import('#offline/wipe.ts');
    const wiped = await wipe();
    if (!told) localStorage.setItem(OWED, '1');
    this.current = null;
    this.state = 'signed_out';
    this.#channel?.postMessage('signed-out');
    return { wiped };
  }

  /** False when the server could not be reached; a session it no longer knows is over as well. */
  async #tellSignedOut(): Promise<boolean> {
    const answer = await ask(api.DELETE('/api/signin/session'));
    return answer.ok || ('problem' in answer && answer.problem.status === 401);
  }

  async #open(): Promise<void> {
    if (this.#owed) {
      // The cookie outlives the wipe: it must not let the next person in.
      this.state = 'signed_out';
      if (await this.#tellSignedOut()) localStorage.removeItem(OWED);
      return;
    }
    if (this.remembered) {
      this.current = (await (await rows()).get('current'))?.session ?? null;
    }
    if (this.current) {
      this.state = 'signed_in';
      void this.refresh();
    } else {
      await this.refresh();
      if (this.state === 'unknown') this.state = 'signed_out';
    }
  }
}

export const session = new SessionStore();
