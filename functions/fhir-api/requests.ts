import { findOrder } from '../../shared/app/search/find-order.ts';
import { bothSides } from '../../shared/app/submissions/both-sides.ts';
import { writeRequests } from '../../shared/fhir/write/record/write-request.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { orderAsked } from '../../shared/handlers/order-asked.ts';
import { answer, refuse } from '../../shared/handlers/reply.ts';

export const requestList: Handler = async (request, container) => {
  const { orderId, source } = orderAsked(request);
  const { ports } = container;
  const found = await findOrder(orderId, source, await tenantOf(request, container), ports);
  if (!found.ok) return refuse(found.problems);
  const submissions = await ports.submissions.ofOrder(found.value.tenant, found.value);
  const name = request.query.exchange?.at(-1);
  const sides = name === undefined ? undefined : await bothSides(submissions, name, ports);
  return answer(writeRequests(submissions, sides));
};
