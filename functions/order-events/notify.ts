import { receiveNotification } from '../../shared/app/inbox/receive-notification.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import { readDelivered } from '../../shared/handlers/events/read-delivered.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { notHere, refuseMessage } from '../../shared/handlers/reply.ts';

/** Where the subscription of an EHR, or of a payer, delivers. Only what is durable is acknowledged; it is handled later. */
export const notify: Handler = async (request, container) => {
  const tenant = await tenantOf(request, container);
  const source = tenant.sources.find(({ id }) => id === request.identity.client);
  if (!source) return notHere('source');
  const notification = readDelivered(request, { tenant, source });
  if (!notification.ok) return refuseMessage(notification.problems);
  await receiveNotification(
    { ...notification.value, correlationId: request.correlationId },
    { tenant, source },
    container.ports,
  );
  return { status: notification.value.kind === 'events' ? 202 : 200 };
};
