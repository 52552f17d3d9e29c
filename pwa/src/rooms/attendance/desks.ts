import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { keepSnapshot, snapshot } from '#offline/snapshots.ts';
import { passesAt } from './passes.ts';

type Schemas = components['schemas'];
export type DeskOffer = Schemas['DeskOfferRead'];
export type DeskPlan = Schemas['DeskPlanRead'];

const DESKS = 'attendance.desks';
const planName = (meeting: string) => `attendance.desk.${meeting}`;
const siteName = (meeting: string) => `attendance.site.${meeting}`;

/** Brings in at which meetings I may stand at a desk. */
export function syncDesks(): Promise<Result<unknown>> {
  return keepSnapshot(DESKS, ask(api.GET('/api/attendance/desks')));
}

/** My desks, the soonest first; `undefined` before they were ever brought in. */
export async function loadDesks(): Promise<readonly DeskOffer[] | undefined> {
  return (await snapshot<Schemas['Desks']>(DESKS))?.data.items;
}

/** Those that are on, begin soon or have just ended, by the server's clock (ms). */
export const desksAt = (desks: readonly DeskOffer[], now: number): DeskOffer[] =>
  passesAt(desks, now);

/** Whether a desk that takes people now (ms, the server's clock) does so long before its meeting. */
export const isEarly = (desk: DeskOffer, now: number): boolean =>
  now < Date.parse(desk.starts_at) && desksAt([desk], now).length === 0;

/** Brings in the meeting as its desk sees it; needed once, before the network goes. */
export function syncPlan(meeting: string): Promise<Result<DeskPlan>> {
  const params = { path: { meeting_id: meeting } };
  return keepSnapshot(
    planName(meeting),
    ask(api.GET('/api/attendance/meetings/{meeting_id}/desk', { params })),
  );
}

export async function loadPlan(meeting: string): Promise<DeskPlan | undefined> {
  return (await snapshot<DeskPlan>(planName(meeting)))?.data;
}

/** A place a desk can stand at; `id` is null for the main one. */
export interface Stand {
  id: string | null;
  name: string;
}

/** Where this desk may stand, the main place first when it may stand there. */
export function standsOf({ whole, sites, place }: DeskPlan, main: string): Stand[] {
  return [...(whole ? [{ id: null, name: place ?? main }] : []), ...sites];
}

/** Remembers where this phone stands. */
export async function chooseStand(meeting: string, stand: Stand): Promise<void> {
  const data = { id: stand.id };
  await keepSnapshot(siteName(meeting), Promise.resolve({ ok: true, data, etag: null }));
}

/** Where this phone was put, if it still may stand there; the only place needs no choice. */
export async function loadStand(
  meeting: string,
  stands: readonly Stand[],
): Promise<Stand | undefined> {
  if (stands.length === 1) return stands[0];
  const kept = await snapshot<{ id: string | null }>(siteName(meeting));
  return kept && stands.find(({ id }) => id === kept.data.id);
}
