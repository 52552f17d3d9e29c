const FIRST_VISIT = 3_000;
const HOUR = 60 * 60_000;

type TextBox = HTMLInputElement | HTMLTextAreaElement;

const isTextBox = (target: EventTarget | null): target is TextBox =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** A newer version of the app waits until the person says so; nothing reloads under their hands. */
class Update {
  /** A newer version is there: it waits, or it is at work because another tab took it. */
  ready = $state(false);
  #waiting: ServiceWorker | null = null;
  #asked = false;
  readonly #typedInto = new Set<TextBox>();

  /** Registers the service worker and looks for newer ones; `go` opens a notice's link. */
  async start(go: (link: string) => void): Promise<void> {
    const workers = (navigator as Partial<Navigator>).serviceWorker;
    if (!workers) return;
    this.#listen(workers, go);
    // The first visit on a slow line: the person first, the copy for reading offline after.
    if (!workers.controller) await new Promise((done) => setTimeout(done, FIRST_VISIT));
    // Private windows refuse a worker: the app then works as long as there is a network.
    const registration = await workers
      .register('/service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined);
    if (!registration) return;
    const offer = (): void => {
      if (registration.waiting && workers.controller) this.#offer(registration.waiting);
    };
    offer();
    this.#watch(registration.installing, workers);
    registration.addEventListener('updatefound', () => {
      this.#watch(registration.installing, workers);
    });
    // Who said "later" is asked again then.
    const look = () => void registration.update().then(offer, () => undefined);
    setInterval(look, HOUR);
    // A phone keeps an app open for weeks and stops its clocks while nobody looks at it.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') look();
    });
  }

  /** Whether something that was typed still stands in a field: opening the page again would lose it. */
  get unsaved(): boolean {
    return [...this.#typedInto].some(({ isConnected, value }) => isConnected && value !== '');
  }

  /** Lets the waiting version take over, then opens the page again with it. */
  apply(): void {
    this.#asked = true;
    if (this.#waiting?.state === 'installed') this.#waiting.postMessage({ type: 'skip-waiting' });
    else location.reload();
  }

  #listen(workers: ServiceWorkerContainer, go: (link: string) => void): void {
    let controlled = workers.controller !== null;
    workers.addEventListener('controllerchange', () => {
      // The first worker takes over silently; a newer one was asked for here or in another tab.
      if (this.#asked) location.reload();
      else if (controlled) this.ready = true;
      controlled = true;
    });
    workers.addEventListener('message', (event: MessageEvent<unknown>) => {
      const said = event.data as { type?: string; link?: string } | null;
      if (said?.type === 'go' && said.link?.startsWith('/')) go(said.link);
    });
    addEventListener('input', ({ target }) => {
      if (isTextBox(target) && target.type !== 'search') this.#typedInto.add(target);
    });
  }

  #watch(worker: ServiceWorker | null, workers: ServiceWorkerContainer): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && workers.controller) this.#offer(worker);
    });
  }

  #offer(worker: ServiceWorker): void {
    this.#waiting = worker;
    this.ready = true;
  }
}

export const update = new Update();
