import { recordAnswers } from '../../shared/app/authorization/record-answers.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { keptAnswerWriter } from '../../shared/handlers/kept-answer.ts';
import { changeAsked } from '../../shared/handlers/order-asked.ts';
import { readOrderAnswers } from '../../shared/handlers/read-order-answers.ts';
import { refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const answer: Handler = async (request, container) => {
  const asked = await changeAsked(request, container);
  if (!asked.ok) return refuse(asked.problems);
  const { caller, order } = asked.value;
  const answers = readOrderAnswers(request.body, order.orderId, caller, container);
  if (!answers.ok) return refuseMessage(answers.problems);
  const { measure, reply } = keptAnswerWriter(container);
  const done = await recordAnswers({ ...order, answers: answers.value }, caller, { ...container.ports, measure });
  return done.ok ? reply(done.value) : refuse(done.problems);
};
