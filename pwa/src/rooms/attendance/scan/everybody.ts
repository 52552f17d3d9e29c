import { flush, hurry } from '#offline/outbox.ts';
import { guestScans, type DeskScan } from '../guests/log.ts';
import { latestScans, scanCounts, scansSetAside, sendNow } from '../queue.ts';

const newestFirst = (some: readonly DeskScan[]): DeskScan[] => some.toSorted((a, b) => b.at - a.at);

/** Members and guests this phone took at a meeting, newest first. */
export async function latestOfAll(meeting: string): Promise<DeskScan[]> {
  return newestFirst([...(await latestScans(meeting)), ...(await guestScans(meeting))]);
}

/** Members and guests the server refused, newest first. */
export async function allSetAside(meeting: string): Promise<DeskScan[]> {
  const guests = (await guestScans(meeting)).filter(({ state }) => state === 'quarantined');
  return newestFirst([...(await scansSetAside(meeting)), ...guests]);
}

/** How many scans wait, were sent, and want a look; `people` are the members, whose list is known. */
export async function countsOfAll(meeting: string): ReturnType<typeof scanCounts> {
  const { people, ...members } = await scanCounts(meeting);
  const guests = await guestScans(meeting);
  const of = (state: keyof typeof members) =>
    members[state] + guests.filter((guest) => guest.state === state).length;
  return { waiting: of('waiting'), sent: of('sent'), quarantined: of('quarantined'), people };
}

/** The person asks: whoever waits goes now, whatever pause was planned. */
export async function sendAllNow(): Promise<void> {
  await Promise.all([sendNow(), hurry().then(flush)]);
}
