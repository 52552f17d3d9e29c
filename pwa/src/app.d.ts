declare global {
  // Kit reads its types from this namespace.
  namespace App {
    interface PageData {
      /** The screen has tools of its own at the bottom: no bottom bar. */
      ownBar?: boolean;
    }
  }

  /** Background Sync, missing from TypeScript's library: only Chromium has it. */
  interface ServiceWorkerRegistration {
    readonly sync?: { register(tag: string): Promise<void> };
  }
}

export {};
