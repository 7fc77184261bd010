import { assess } from '../../shared/app/assess/assess.ts';
import { patientOfMessage } from '../../shared/app/keys/patient-key.ts';
import { writeClaimResponse } from '../../shared/fhir/write/answer/write-claim-response.ts';
import { answerWriter } from '../../shared/handlers/answer-text.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { readInquiry } from '../../shared/handlers/read-inquiry.ts';
import { refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const claimCheck: Handler = async (request, container) => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const { receivedAt, tenant, user } = caller.value;
  const inquiry = readInquiry(request.body, 'claim', receivedAt, tenant.timeZone, container, user?.vouches);
  if (!inquiry.ok) return refuseMessage(inquiry.problems);
  const { reply } = answerWriter((one, detail) => writeClaimResponse(one, container.canonicals, detail), container);
  const answered = reply(await assess(inquiry.value, caller.value, container.ports));
  return { ...answered, patients: [patientOfMessage(inquiry.value.patient)] };
};
