import { askEligibility as run } from '../../shared/app/authorization/ask-eligibility.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { keptAnswerWriter } from '../../shared/handlers/kept-answer.ts';
import { changeAsked } from '../../shared/handlers/order-asked.ts';
import { refuse } from '../../shared/handlers/reply.ts';

export const askEligibility: Handler = async (request, container) => {
  const asked = await changeAsked(request, container);
  if (!asked.ok) return refuse(asked.problems);
  const { caller, order } = asked.value;
  const { measure, reply } = keptAnswerWriter(container);
  const done = await run(order, caller, { ...container.ports, measure });
  return done.ok ? reply(done.value) : refuse(done.problems);
};
