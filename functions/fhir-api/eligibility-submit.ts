import { assess } from '../../shared/app/assess/assess.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { readInquiry } from '../../shared/handlers/read-inquiry.ts';
import { answerKept, refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const eligibilitySubmit: Handler = async (request, container) => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const { receivedAt, tenant } = caller.value;
  const inquiry = readInquiry(request.body, 'eligibility', receivedAt, tenant.timeZone, container);
  if (!inquiry.ok) return refuseMessage(inquiry.problems);
  const assessment = await assess(inquiry.value, caller.value, container.ports);
  return answerKept(writeEligibilityResponse(assessment, container.canonicals), container);
};
