import { api, ask, type Failure, type Result } from '#api/client.ts';
import { OWN_PAGE } from '#api/own-page.ts';
import { readProblem } from '#api/problem.ts';
import { sync } from '#offline/sync.svelte.ts';
import { blinded, newBallot, unblinded } from './blind.ts';
import { ballots, type Ballot, type Choice, type Vote } from './rows.ts';

/** My choice in an open poll; null when it is in. */
export async function castOpenly(
  meeting: string,
  vote: Vote,
  choice: Choice,
): Promise<Failure | null> {
  const path = { meeting_id: meeting, vote_id: vote.id };
  const answer = await ask(
    api.PUT('/api/meetings/{meeting_id}/votes/{vote_id}/ballot', {
      params: { path },
      body: { choice },
    }),
  );
  if (!answer.ok) return answer;
  void sync.run(['meetings']);
  return null;
}

/**
 * A secret ballot: taken in my name without a choice, cast with the choice and without my name.
 * Every step is kept on the phone before it is sent, so that after any break the same ballot goes on.
 */
export async function castSecretly(
  meeting: string,
  vote: Vote,
  choice: Choice,
): Promise<Failure | null> {
  const { public_key: modulus } = vote;
  if (!modulus) return null;
  const taken = await take(meeting, vote, modulus);
  if (!taken.ok) return taken;
  const { data: ballot } = taken;
  // The first choice that may have left the phone is the one that counts.
  const settled = ballot.choice ?? choice;
  await ballots.update(vote.id, { choice: settled });
  const { token, signature } = ballot;
  const receipt = await sendWithoutName(vote.id, { token, signature, choice: settled });
  if (!receipt.ok) return receipt;
  await ballots.update(vote.id, { receipt: receipt.data });
  void sync.run(['meetings']);
  return null;
}

async function take(meeting: string, vote: Vote, modulus: string): Promise<Result<Ballot>> {
  const ballot = (await ballots.get(vote.id)) ?? {
    ...newBallot(modulus),
    vote_id: vote.id,
    meeting_id: meeting,
    signature: null,
    choice: null,
    receipt: null,
  };
  await ballots.put(ballot);
  if (ballot.signature) return { ok: true, data: ballot, etag: null };
  const answer = await ask(
    api.PUT('/api/meetings/{meeting_id}/votes/{vote_id}/paper', {
      params: { path: { meeting_id: meeting, vote_id: vote.id } },
      body: { blinded: await blinded(ballot.token, ballot.factor, modulus) },
    }),
  );
  if (!answer.ok) return answer;
  const signature = await unblinded(ballot.token, ballot.factor, modulus, answer.data.signed);
  if (signature === null) return { ok: false, network: 'offline' };
  const signed = { ...ballot, signature };
  await ballots.put(signed);
  return { ok: true, data: signed, etag: null };
}

/** No cookie and no referrer go with it: the server learns the choice and not whose it is. */
async function sendWithoutName(vote: string, body: object): Promise<Result<string>> {
  try {
    const response = await fetch(`/api/ballots/${vote}`, {
      method: 'PUT',
      headers: { ...OWN_PAGE, 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const told: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, problem: readProblem(response.status, told) };
    return { ok: true, data: (told as { receipt: string }).receipt, etag: null };
  } catch {
    return { ok: false, network: 'offline' };
  }
}
