import { exchange, type Sent } from '#offline/exchange.svelte.ts';
import { enqueue } from '#offline/outbox.ts';
import { uuid7 } from '#offline/uuid7.ts';
import { answerPath, evidenceUploadPath } from './paths.ts';
import { plans, type AnswerGiven, type Meeting } from './rows.ts';

/**
 * Answers at once on the phone and, when there is a network, on the server.
 *
 * A photo that proves the reason goes first, under an id made here: both wait in one line.
 */
export async function giveAnswer(
  meeting: Meeting,
  answer: AnswerGiven,
  photo?: File,
): Promise<Sent> {
  const evidence_id = photo ? await keepPhoto(meeting, photo) : (answer.evidence_id ?? null);
  const given = { ...answer, evidence_id };
  if (meeting.own) {
    await plans.update(meeting.id, {
      own: {
        ...meeting.own,
        answer: given.answer,
        reason: given.reason ?? null,
        reason_text: given.reason_text ?? null,
        evidence_id: given.evidence_id ?? null,
        answered_at: new Date().toISOString(),
        decision: null,
        decision_note: null,
      },
    });
  }
  return exchange.send({
    method: 'PUT',
    path: answerPath(meeting.id),
    body: given,
    room: 'meetings',
    label_key: 'meetings.answer_label',
    label_values: { title: meeting.title },
  });
}

async function keepPhoto(meeting: Meeting, photo: File): Promise<string> {
  const id = uuid7();
  await enqueue({
    method: 'POST',
    path: evidenceUploadPath(meeting.id, photo.name, id),
    body: photo,
    room: 'meetings',
    resource: answerPath(meeting.id),
    label_key: 'meetings.evidence_label',
    label_values: { title: meeting.title },
  });
  return id;
}
