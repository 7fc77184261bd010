import { writeEligibilityResponse } from '../../shared/fhir/write/write-eligibility-response.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer, notHere } from '../../shared/runtime/reply.ts';

export const responseRead: Door = async (request, house) => {
  const tenant = await tenantOf(request, house);
  const assessment = await house.ports.authorizations.answer(tenant.id, request.params.id ?? '');
  if (!assessment) return notHere('CoverageEligibilityResponse');
  return answer(writeEligibilityResponse(assessment, house.canonicals));
};
