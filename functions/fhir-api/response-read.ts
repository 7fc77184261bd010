import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, notHere } from '../../shared/handlers/reply.ts';

export const responseRead: Handler = async (request, container) => {
  const tenant = await tenantOf(request, container);
  const assessment = await container.ports.authorizations.answer(tenant.id, request.params.id ?? '');
  if (!assessment) return notHere('CoverageEligibilityResponse');
  return answer(writeEligibilityResponse(assessment, container.canonicals));
};
