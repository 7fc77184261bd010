import { checkSlot } from '../../shared/app/authorization/check-slot.ts';
import { readSlot } from '../../shared/fhir/read/read-slot.ts';
import { writeBookable } from '../../shared/fhir/write/record/write-bookable.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { orderAsked } from '../../shared/handlers/order-asked.ts';
import { readResource } from '../../shared/handlers/read-resource.ts';
import { answer, refuse, refuseBounded, refuseMessage } from '../../shared/handlers/reply.ts';

export const bookable: Handler = async (request, container) => {
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const slot = readSlot(message.value);
  if (!slot.ok) return refuseBounded(slot.problems);
  const context = { tenant: await tenantOf(request, container), receivedAt: request.receivedAt };
  const checked = await checkSlot(orderAsked(request), slot.value, context, container.ports);
  return checked.ok ? answer(writeBookable(checked.value, container.canonicals)) : refuse(checked.problems);
};
