import { writeEligibilityResponse } from '../../shared/fhir/write/write-eligibility-response.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer, notHere } from '../../shared/runtime/reply.ts';

export const responseRead: Door = async ({ params: { id = '' } }, house) => {
  const tenant = await tenantOf(house);
  const assessment = await house.ports.authorizations.answer(tenant.id, id);
  if (!assessment) return notHere('CoverageEligibilityResponse');
  return answer(writeEligibilityResponse(assessment, house.canonicals));
};
