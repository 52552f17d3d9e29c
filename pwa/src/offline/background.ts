/**
 * Asks the browser to wake the service worker with this tag when there is a network again. Only Chromium does so;
 * elsewhere the app's own events do the same while it is open.
 */
export async function askBackgroundSync(tag: string): Promise<void> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  const registration = await workers?.getRegistration();
  await registration?.sync?.register(tag).catch(() => undefined);
}
