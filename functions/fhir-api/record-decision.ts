import { recordDecision as run } from '../../shared/app/authorization/record-decision.ts';
import { readDecision } from '../../shared/fhir/read/read-decision.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { changeAsked } from '../../shared/handlers/order-asked.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { answerVersion, refuse, refuseBounded, refuseMessage } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const recordDecision: Handler = async (request, container) => {
  const asked = await changeAsked(request, container);
  if (!asked.ok) return refuse(asked.problems);
  const { caller, order } = asked.value;
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const decision = readDecision(message.value, request.receivedAt);
  if (!decision.ok) return refuseBounded(decision.problems);
  const done = await run({ ...order, decision: decision.value }, caller, container.ports);
  return done.ok ? answerVersion(await taskOf(done.value, caller, container)) : refuse(done.problems);
};
