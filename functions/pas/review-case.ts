import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerCase } from '../../shared/handlers/pas/answer-case.ts';
import { notHere } from '../../shared/handlers/reply.ts';

export const reviewCase: Handler = async (request, container) => {
  const tenant = await tenantOf(request, container);
  const found = await container.ports.reviews.get(tenant.id, request.params.id ?? '');
  return found ? answerCase(found, tenant, request.receivedAt, container) : notHere('Claim');
};
