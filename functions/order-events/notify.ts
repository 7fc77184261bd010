import { receiveNotification } from '../../shared/app/inbox/receive-notification.ts';
import { readNotification } from '../../shared/fhir/read/notification/read-notification.ts';
import { parseJson } from '../../shared/fhir/structure/parse-json.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { notHere, refuseMessage } from '../../shared/handlers/reply.ts';

/** Where the subscription of an EHR delivers. Only what is durable is acknowledged; it is answered later. */
export const notify: Handler = async (request, container) => {
  const tenant = await tenantOf(request, container);
  const source = tenant.sources.find(({ id }) => id === request.identity.client);
  if (!source) return notHere('source');
  const body = request.body === '' ? { ok: true as const, value: undefined } : parseJson(request.body);
  if (!body.ok) return refuseMessage(body.problems);
  const notification = readNotification(body.value, request.params.id);
  if (!notification.ok) return refuseMessage(notification.problems);
  await receiveNotification(
    { ...notification.value, correlationId: request.correlationId },
    { tenant, source },
    container.ports,
  );
  return { status: notification.value.kind === 'events' ? 202 : 200 };
};
