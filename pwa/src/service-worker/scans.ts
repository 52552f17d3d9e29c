import { OWN_PAGE } from '../api/own-page.ts';
import { readProblem } from '../api/problem.ts';
import { sendWaiting, type Post } from '../rooms/attendance/sending.ts';

const post: Post = async (report) => {
  try {
    const answer = await fetch('/api/attendance/scans', {
      method: 'POST',
      headers: { ...OWN_PAGE, 'Content-Type': 'application/json' },
      body: JSON.stringify(report),
    });
    const body: unknown = await answer.json();
    if (!answer.ok) return { ok: false, problem: readProblem(answer.status, body) };
    return { ok: true, data: body as never, etag: null };
  } catch {
    return { ok: false, network: 'offline' };
  }
};

/** Background Sync: sends the scans that wait while no page is open. */
export async function sendScans(): Promise<void> {
  const result = await sendWaiting(post);
  // A rejection asks the browser to fire the event again later; a refusal would be the same then.
  if (!result.ok && 'network' in result) throw new Error('no network yet');
}
