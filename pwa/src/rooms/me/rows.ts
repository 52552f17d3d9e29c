import type { components } from '#api/schema.gen.ts';
import { snapshot } from '#offline/snapshots.ts';

type Schemas = components['schemas'];
export type Card = Schemas['MemberCard'];
export type History = Schemas['MemberHistory'];
export type Device = Schemas['DeviceRead'];
export type Means = Schemas['MeansRead'];
export type DataRequest = Schemas['DataRequestRead'];
export type RequestKind = DataRequest['kind'];
export type CardView = Schemas['CardViewRead'];

/** What the room keeps on the phone, by name; each is an answer of the server as it was. */
export interface Kept {
  'me.card': Card;
  'me.history': History;
  'me.devices': readonly Device[];
  'me.means': Means;
  'me.requests': readonly DataRequest[];
  'me.views': readonly CardView[];
}

/** What is kept under this name: a query for `live`. */
export async function kept<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined> {
  return (await snapshot<Kept[Name]>(name))?.data;
}
