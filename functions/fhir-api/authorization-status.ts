import { findOrder } from '../../shared/app/search/find-order.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { orderAsked } from '../../shared/handlers/order-asked.ts';
import { answerVersion, refuse } from '../../shared/handlers/reply.ts';
import { taskOf } from '../../shared/handlers/task-of.ts';

export const authorizationStatus: Handler = async (request, container) => {
  const { orderId, source } = orderAsked(request);
  const { receivedAt } = request;
  const tenant = await tenantOf(request, container);
  const found = await findOrder(orderId, source, tenant, container.ports);
  return found.ok
    ? answerVersion(await taskOf(found.value, { tenant, receivedAt }, container))
    : refuse(found.problems);
};
