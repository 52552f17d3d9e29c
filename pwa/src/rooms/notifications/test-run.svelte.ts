import { api, ask, type Failure } from '#api/client.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import { phone } from '#offline/phone.ts';
import { byModel, makerHere, type Maker } from './model.ts';
import type { Step } from './rows.ts';

/** How long a push may take from the push service to the screen. */
const PATIENCE = 20_000;

export interface Line {
  label: PlainKey;
  state: 'ok' | 'failed' | 'waiting';
  /** What to do when it failed, or so that it stays well. */
  mends?: readonly PlainKey[];
}

const LABELS: Readonly<Record<Step['step'], PlainKey>> = {
  subscribed: 'notifications.test_subscribed',
  reachable: 'notifications.test_reachable',
  accepted: 'notifications.test_accepted',
};

const MENDS: Readonly<Record<Exclude<Step['code'], 'ok'>, PlainKey>> = {
  ended: 'notifications.test_mend_subscribe',
  gone: 'notifications.test_mend_subscribe',
  name_unknown: 'notifications.test_mend_network',
  no_answer: 'notifications.test_mend_network',
  address_unsafe: 'notifications.test_mend_refused',
  refused: 'notifications.test_mend_refused',
  too_many: 'notifications.test_mend_later',
  trouble: 'notifications.test_mend_later',
};

const HIDDEN = {
  ios: 'notifications.test_hidden_ios',
  android: 'notifications.test_hidden_android',
  desktop: 'notifications.test_hidden_desktop',
} as const;

const AWAKE: Readonly<Record<Maker, PlainKey>> = {
  samsung: 'notifications.test_awake_samsung',
  xiaomi: 'notifications.test_awake_xiaomi',
  oppo: 'notifications.test_awake_oppo',
  vivo: 'notifications.test_awake_vivo',
  android: 'notifications.test_awake_android',
};

/**
 * What to do on this model when the push came as far as the push service. With the app open a push is always shown;
 * what makes it late is how the phone saves its battery, so that is said after a success too.
 */
async function mendsOf(state: 'ok' | 'failed'): Promise<readonly PlainKey[]> {
  const hidden = byModel(HIDDEN);
  if (hidden === HIDDEN.ios) return state === 'ok' ? [] : [hidden];
  const awake =
    hidden === HIDDEN.desktop ? 'notifications.test_awake_desktop' : AWAKE[await makerHere()];
  if (state === 'failed') return [hidden, awake];
  return hidden === HIDDEN.desktop ? [awake] : ['notifications.test_late', awake];
}

/** A step of the server as a line on the screen. */
export function lineOf({ step, ok, code }: Step): Line {
  const line: Line = { label: LABELS[step], state: ok ? 'ok' : 'failed' };
  return code === 'ok' ? line : { ...line, mends: [MENDS[code]] };
}

/** One try: the server's steps, then whether this phone's service worker was woken. */
export class TestRun {
  lines = $state.raw<readonly Line[]>([]);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);

  async start(): Promise<void> {
    this.busy = true;
    this.failure = null;
    this.lines = [];
    const shown = whenShown();
    try {
      const known = await phone.get('current');
      const body = { subscription_id: known?.id ?? '' };
      const answer = await ask(api.POST('/api/notifications/self-test', { body }));
      if (answer.ok) await this.#follow(answer.data.steps.map(lineOf), shown.seen);
      else this.failure = answer;
    } finally {
      shown.stop();
      this.busy = false;
    }
  }

  async #follow(steps: readonly Line[], seen: Promise<boolean>): Promise<void> {
    this.lines = steps;
    if (steps.some(({ state }) => state !== 'ok')) return;
    const last: Line = { label: 'notifications.test_shown', state: 'waiting' };
    this.lines = [...steps, last];
    const state = (await seen) ? 'ok' : 'failed';
    this.lines = [...steps, { ...last, state, mends: await mendsOf(state) }];
  }
}

/** The service worker says so when it has shown a test. */
function whenShown(): { seen: Promise<boolean>; stop: () => void } {
  const ended = new AbortController();
  const { signal } = ended;
  const seen = new Promise<boolean>((done) => {
    const timer = setTimeout(() => done(false), PATIENCE);
    signal.addEventListener('abort', () => clearTimeout(timer));
    const hear = (event: MessageEvent<unknown>) => {
      const said = event.data as { type?: string; kind?: string } | null;
      if (said?.type === 'news' && said.kind === 'test') done(true);
    };
    navigator.serviceWorker.addEventListener('message', hear, { signal });
  });
  return { seen, stop: () => ended.abort() };
}
