import { recordDecision as run } from '../../shared/app/authorization/record-decision.ts';
import { readDecision } from '../../shared/fhir/read/read-decision.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { orderAsked, versionsAsked } from '../../shared/handlers/order-asked.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { answerVersion, refuse, refuseMessage } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const recordDecision: Handler = async (request, container) => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const versions = versionsAsked(request);
  if (!versions.ok) return refuse(versions.problems);
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const decision = readDecision(message.value, request.receivedAt);
  if (!decision.ok) return refuseMessage(decision.problems);
  const asked = { ...orderAsked(request), ...versions.value, decision: decision.value };
  const done = await run(asked, caller.value, container.ports);
  return done.ok ? answerVersion(taskOf(done.value, container)) : refuse(done.problems);
};
