import { api, ask, type Result } from '#api/client.ts';
import { scans, sendWaiting } from './sending.ts';

/** How many scans of this phone the server does not know yet: they would go with the data at sign-out. */
export function waitingScans(): Promise<number> {
  return scans.where('state').equals('waiting').count();
}

/** Sends them once; no later attempt is planned, because the phone is about to be emptied. */
export function sendBeforeLeaving(): Promise<Result<unknown>> {
  return sendWaiting((body) => ask(api.POST('/api/attendance/scans', { body })));
}
