import { followUp as run } from '../../shared/app/authorization/follow-up.ts';
import { readFollowUp } from '../../shared/fhir/read/read-follow-up.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { changeAsked } from '../../shared/handlers/order-asked.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { answerVersion, refuse, refuseBounded, refuseMessage } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const followUp: Handler = async (request, container) => {
  const asked = await changeAsked(request, container);
  if (!asked.ok) return refuse(asked.problems);
  const { caller, order } = asked.value;
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const { user, client } = request.identity;
  const by = user?.name ?? client ?? caller.by;
  const change = readFollowUp(message.value, { at: request.receivedAt, by });
  if (!change.ok) return refuseBounded(change.problems);
  const done = await run({ ...order, change: change.value }, caller, container.ports);
  return done.ok ? answerVersion(await taskOf(done.value, caller, container)) : refuse(done.problems);
};
