import type { Failure, Result } from '#api/client.ts';
import type { Look } from '#rooms/faces/desk.ts';

const frame = new Blob(['a picture']);

/** A camera that is open and always shows something. */
export const eyes = {
  grab: () => Promise.resolve<Blob | undefined>(frame),
  burst: (count: number) => Promise.resolve(Array.from({ length: count }, () => frame)),
};

/** A look that found nobody. */
export const nothing: Look = {
  outcome: 'nobody',
  hint: null,
  scan_id: null,
  ticket: null,
  name: null,
  seat: null,
  title: null,
  turns: [],
  token: null,
};

/** Somebody known who is to turn the head. */
export const asked: Look = { ...nothing, outcome: 'turn', turns: ['left', 'right'], token: 'x' };
/** Somebody who was greeted. */
export const greeted: Look = {
  ...nothing,
  outcome: 'greeted',
  scan_id: 's1',
  ticket: 't1',
  seat: 'B12',
};

/** What the server says. */
export const ok = <T>(data: T): Result<T> => ({ ok: true, data, etag: null });
/** A refusal of the server's. */
export const refused = (code: string, status = 409): Failure => ({
  ok: false,
  problem: { status, code, params: {}, fields: [] },
});
/** No network. */
export const away: Failure = { ok: false, network: 'offline' };
