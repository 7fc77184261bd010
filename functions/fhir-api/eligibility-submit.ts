import { assess } from '../../shared/app/assess/assess.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Door } from '../../shared/handlers/handler.ts';
import { readInquiry } from '../../shared/handlers/read-inquiry.ts';
import { answerKept, refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const eligibilitySubmit: Door = async (request, house) => {
  const caller = await callerOf(request, house);
  if (!caller.ok) return refuse(caller.problems);
  const { receivedAt, tenant } = caller.value;
  const inquiry = readInquiry(request.body, 'eligibility', receivedAt, tenant.timeZone, house);
  if (!inquiry.ok) return refuseMessage(inquiry.problems);
  const assessment = await assess(inquiry.value, caller.value, house.ports);
  return answerKept(writeEligibilityResponse(assessment, house.canonicals), house);
};
