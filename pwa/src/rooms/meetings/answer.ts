import { exchange, type Sent } from '#offline/exchange.svelte.ts';
import { answerPath } from './paths.ts';
import { plans, type AnswerGiven, type Meeting } from './rows.ts';

/** Answers at once on the phone and, when there is a network, on the server. */
export async function giveAnswer(meeting: Meeting, given: AnswerGiven): Promise<Sent> {
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
