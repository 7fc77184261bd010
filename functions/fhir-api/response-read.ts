import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Door } from '../../shared/handlers/handler.ts';
import { answer, notHere } from '../../shared/handlers/reply.ts';

export const responseRead: Door = async (request, house) => {
  const tenant = await tenantOf(request, house);
  const assessment = await house.ports.authorizations.answer(tenant.id, request.params.id ?? '');
  if (!assessment) return notHere('CoverageEligibilityResponse');
  return answer(writeEligibilityResponse(assessment, house.canonicals));
};
