import { flush } from '../offline/outbox.ts';

/** Background Sync: sends what waits while no page is open, and tells open pages what went. */
export async function sendOutbox(clients: Clients): Promise<void> {
  const { state, rooms } = await flush();
  if (rooms.length > 0) {
    const windows = await clients.matchAll({ type: 'window' });
    for (const client of windows) client.postMessage({ type: 'outbox-sent', rooms });
  }
  // A rejection asks the browser to fire the event again later.
  if (state === 'offline') throw new Error('no network yet');
}
