import { api, ask, type Failure } from '#api/client.ts';
import type { PlainKey } from '#i18n/index.svelte.ts';
import { phone } from '#offline/phone.ts';
import { byModel } from './model.ts';
import type { Step } from './rows.ts';

/** How long a push may take from the push service to the screen. */
const PATIENCE = 20_000;

export interface Line {
  label: PlainKey;
  state: 'ok' | 'failed' | 'waiting';
  /** What to do when it failed. */
  mend?: PlainKey;
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

/** A step of the server as a line on the screen. */
export function lineOf({ step, ok, code }: Step): Line {
  const line: Line = { label: LABELS[step], state: ok ? 'ok' : 'failed' };
  return code === 'ok' ? line : { ...line, mend: MENDS[code] };
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
    const mend = byModel({
      ios: 'notifications.test_mend_ios',
      android: 'notifications.test_mend_android',
      desktop: 'notifications.test_mend_desktop',
    });
    const end: Line = (await seen) ? { ...last, state: 'ok' } : { ...last, state: 'failed', mend };
    this.lines = [...steps, end];
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
