import { followUp as run } from '../../shared/app/authorization/follow-up.ts';
import { readFollowUp } from '../../shared/fhir/read/read-follow-up.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { orderAsked, versionsAsked } from '../../shared/handlers/order-asked.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { answerVersion, refuse, refuseBounded, refuseMessage } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const followUp: Handler = async (request, container) => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const versions = versionsAsked(request);
  if (!versions.ok) return refuse(versions.problems);
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const { user, client } = request.identity;
  const by = user?.name ?? client ?? caller.value.by;
  const change = readFollowUp(message.value, { at: request.receivedAt, by });
  if (!change.ok) return refuseBounded(change.problems);
  const asked = { ...orderAsked(request), ...versions.value, change: change.value };
  const done = await run(asked, caller.value, container.ports);
  return done.ok ? answerVersion(taskOf(done.value, container)) : refuse(done.problems);
};
