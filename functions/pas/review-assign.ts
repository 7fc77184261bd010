import { assignRequest } from '../../shared/app/utilization-review/assign-request.ts';
import { readAssignment } from '../../shared/fhir/pas/read/read-assignment.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { versionsAsked } from '../../shared/handlers/order-asked.ts';
import { answerRow } from '../../shared/handlers/pas/answer-case.ts';
import { agentOf } from '../../shared/handlers/pas/pas-server.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const reviewAssign: Handler = async (request, container) => {
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const given = readAssignment(message.value);
  if (!given.ok) return refuseMessage(given.problems);
  const versions = versionsAsked(request);
  if (!versions.ok) return refuse(versions.problems);
  const { id: tenant } = await tenantOf(request, container);
  const about = { tenant, id: request.params.id ?? '', by: agentOf(request), at: request.receivedAt };
  const done = await assignRequest({ ...about, ...given.value, ...versions.value }, container.ports);
  return done.ok ? answerRow(done.value, container) : refuse(done.problems);
};
