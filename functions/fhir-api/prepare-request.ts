import { prepareRequest } from '../../shared/app/submissions/prepare-asked.ts';
import { readGivenParts } from '../../shared/fhir/read/read-given-parts.ts';
import { writeRequests } from '../../shared/fhir/write/record/write-request.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { namedDocuments } from '../../shared/handlers/keep-documents.ts';
import { changeAsked } from '../../shared/handlers/order-asked.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { answerVersion, refuse, refuseBounded, refuseMessage } from '../../shared/handlers/reply.ts';

const NOTHING = { resourceType: 'Parameters' };

export const prepareRequestOf: Handler = async (request, container) => {
  const asked = await changeAsked(request, container);
  if (!asked.ok) return refuse(asked.problems);
  const { caller, order } = asked.value;
  const { versions: _ofRequest, ...about } = order;
  const message = request.body ? readResource(request.body, 'refuse') : { ok: true as const, value: NOTHING };
  if (!message.ok) return refuseMessage(message.problems);
  const parts = readGivenParts(message.value);
  if (!parts.ok) return refuseBounded(parts.problems);
  const { named, keep } = namedDocuments(caller.tenant.id, parts.value.documents, container);
  const given = { ...parts.value.given, ...named };
  const done = await prepareRequest({ ...about, given, keep }, caller, container.ports);
  return done.ok ? answerVersion(writeRequests([done.value])) : refuse(done.problems);
};
