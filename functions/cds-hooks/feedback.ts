import { readFeedback } from '../../shared/cds-hooks/read-feedback.ts';
import { serviceOf } from '../../shared/cds-hooks/registry.ts';
import { parseJson } from '../../shared/fhir/structure/parse-json.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, notHere, refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const feedback: Handler = async (request, container) => {
  const service = serviceOf(request.params.id ?? '');
  if (!service) return notHere('service');
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const body = parseJson(request.body);
  const read = body.ok ? readFeedback(body.value, service.id, request.receivedAt) : body;
  if (!read.ok) return refuseMessage(read.problems);
  await container.ports.feedback.put(caller.value.tenant.id, read.value);
  container.ports.log.info('feedback', { door: service.id, count: read.value.length });
  return answer({});
};
