import { assess } from '../../shared/app/assess/assess.ts';
import { callerOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { keptAnswerWriter } from '../../shared/handlers/kept-answer.ts';
import { readInquiry } from '../../shared/handlers/read-inquiry.ts';
import { refuse, refuseMessage } from '../../shared/handlers/reply.ts';

export const eligibilitySubmit: Handler = async (request, container) => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const { receivedAt, tenant, user } = caller.value;
  const inquiry = readInquiry(request.body, 'eligibility', receivedAt, tenant.timeZone, container, user?.vouches);
  if (!inquiry.ok) return refuseMessage(inquiry.problems);
  const { measure, reply } = keptAnswerWriter(container);
  return reply(await assess(inquiry.value, caller.value, { ...container.ports, measure }));
};
