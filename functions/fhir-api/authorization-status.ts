import { findOrder } from '../../shared/app/find-order.ts';
import { writeTask } from '../../shared/fhir/write/write-task.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { orderAsked } from '../../shared/runtime/order-asked.ts';
import { answerVersion, refuse } from '../../shared/runtime/reply.ts';

export const authorizationStatus: Door = async (request, house) => {
  const { orderId, source } = orderAsked(request);
  const found = await findOrder(orderId, source, await tenantOf(request, house), house.ports);
  return found.ok ? answerVersion(writeTask(found.value, house.canonicals)) : refuse(found.problems);
};
