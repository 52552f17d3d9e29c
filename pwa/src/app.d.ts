declare global {
  // Kit reads its types from this namespace; the app adds none.
  namespace App {}

  /** Background Sync, missing from TypeScript's library: only Chromium has it. */
  interface ServiceWorkerRegistration {
    readonly sync?: { register(tag: string): Promise<void> };
  }
}

export {};
