import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';

type Schemas = components['schemas'];
export type SiteHall = Schemas['SiteHallRead'];

const path = (meeting: string) => ({ path: { meeting_id: meeting } });

export const listHalls = (meeting: string): Promise<Result<Schemas['Halls']>> =>
  ask(api.GET('/api/attendance/meetings/{meeting_id}/halls', { params: path(meeting) }));

export const placeHalls = (
  meeting: string,
  items: readonly SiteHall[],
): Promise<Result<Schemas['Halls']>> =>
  ask(
    api.PUT('/api/attendance/meetings/{meeting_id}/halls', {
      params: path(meeting),
      body: { items: [...items] },
    }),
  );

/** `21,3256` and `21.3256` as a number; `undefined` for anything else, or beyond `most` degrees. */
export function degreesOf(text: string, most: number): number | undefined {
  const typed = text.trim().replace(',', '.');
  if (!/^-?\d{1,3}(\.\d+)?$/.test(typed)) return undefined;
  const degrees = Number(typed);
  return Math.abs(degrees) <= most ? degrees : undefined;
}
