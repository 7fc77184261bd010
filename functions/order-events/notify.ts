import { receiveNotification } from '../../shared/app/inbox/receive-notification.ts';
import { readNotification } from '../../shared/fhir/read/notification/read-notification.ts';
import { parseJson } from '../../shared/fhir/structure/parse-json.ts';
import { sourceOf } from '../../shared/handlers/events/source-of.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuseMessage, refuseWith } from '../../shared/handlers/reply.ts';

/** Where the subscription of an EHR delivers. Only what is durable is acknowledged; it is answered later. */
export const notify: Handler = async (request, container) => {
  const sender = await sourceOf(request, container);
  const says = 'Send the secret of this source: Authorization: Bearer and the secret.';
  if (!sender) return refuseWith(401, { code: 'invalid', says }, { 'www-authenticate': 'Bearer' });
  const body = request.body === '' ? { ok: true as const, value: undefined } : parseJson(request.body);
  if (!body.ok) return refuseMessage(body.problems);
  const notification = readNotification(body.value, request.params.id);
  if (!notification.ok) return refuseMessage(notification.problems);
  await receiveNotification({ ...notification.value, correlationId: request.correlationId }, sender, container.ports);
  const identity = { tenant: sender.tenant.id, client: sender.source.id };
  return { status: notification.value.kind === 'events' ? 202 : 200, identity };
};
