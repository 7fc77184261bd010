import { recordAnswers } from '../../shared/app/authorization/record-answers.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { keptAnswerWriter } from '../../shared/handlers/kept-answer.ts';
import { orderAsked, versionsAsked } from '../../shared/handlers/order-asked.ts';
import { readOrderAnswers } from '../../shared/handlers/read-order-answers.ts';
import { refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const answer: Handler = async (request, container) => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const versions = versionsAsked(request);
  if (!versions.ok) return refuse(versions.problems);
  const order = orderAsked(request);
  const answers = readOrderAnswers(request.body, order.orderId, caller.value, container);
  if (!answers.ok) return refuseMessage(answers.problems);
  const asked = { ...order, ...versions.value, answers: answers.value };
  const { measure, reply } = keptAnswerWriter(container);
  const done = await recordAnswers(asked, caller.value, { ...container.ports, measure });
  return done.ok ? reply(done.value) : refuse(done.problems);
};
