import { assess as run } from '../../shared/app/assess.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/write-eligibility-response.ts';
import { callerOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { readInquiry } from '../../shared/runtime/read-inquiry.ts';
import { answer, refuseMessage } from '../../shared/runtime/reply.ts';

export const assess: Door = async (request, house) => {
  const caller = await callerOf(request, house);
  const inquiry = readInquiry(request.body, 'assess', request.receivedAt, caller.tenant.timeZone, house);
  if (!inquiry.ok) return refuseMessage(inquiry.problems);
  return answer(writeEligibilityResponse(await run(inquiry.value, caller, house.ports), house.canonicals));
};
