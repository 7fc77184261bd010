import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { answerWriter } from '../../shared/handlers/answer-text.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { notHere } from '../../shared/handlers/reply.ts';

export const responseRead: Handler = async (request, container) => {
  const tenant = await tenantOf(request, container);
  const assessment = await container.ports.authorizations.answer(tenant.id, request.params.id ?? '');
  if (!assessment) return notHere('CoverageEligibilityResponse');
  const { canonicals } = container;
  const { reply } = answerWriter((one, detail) => writeEligibilityResponse(one, canonicals, detail), container);
  return reply(assessment);
};
