const FIRST_VISIT = 3_000;
const HOUR = 60 * 60_000;

/** A newer version of the app waits until the person says so; nothing reloads under their hands. */
class Update {
  waiting = $state.raw<ServiceWorker | null>(null);
  #asked = false;

  /** Registers the service worker and looks for newer ones every hour; `go` opens a notice's link. */
  async start(go: (link: string) => void): Promise<void> {
    const workers = (navigator as Partial<Navigator>).serviceWorker;
    if (!workers) return;
    workers.addEventListener('controllerchange', () => {
      // The first worker takes over silently; a newer one only after `apply`.
      if (this.#asked) location.reload();
    });
    workers.addEventListener('message', (event: MessageEvent<unknown>) => {
      const said = event.data as { type?: string; link?: string } | null;
      if (said?.type === 'go' && said.link?.startsWith('/')) go(said.link);
    });
    // The first visit on a slow line: the person first, the copy for reading offline after.
    if (!workers.controller) await new Promise((done) => setTimeout(done, FIRST_VISIT));
    // Private windows refuse a worker: the app then works as long as there is a network.
    const registration = await workers
      .register('/service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined);
    if (!registration) return;
    if (registration.waiting && workers.controller) this.waiting = registration.waiting;
    this.#watch(registration.installing, workers);
    registration.addEventListener('updatefound', () => {
      this.#watch(registration.installing, workers);
    });
    setInterval(() => void registration.update().catch(() => undefined), HOUR);
  }

  /** Lets the waiting version take over, then opens the page again with it. */
  apply(): void {
    this.#asked = true;
    this.waiting?.postMessage({ type: 'skip-waiting' });
  }

  #watch(worker: ServiceWorker | null, workers: ServiceWorkerContainer): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && workers.controller) this.waiting = worker;
    });
  }
}

export const update = new Update();
