import { resendWebhook } from '../../shared/app/outbox/resend-webhook.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { messageView } from '../../shared/handlers/lists/webhook-messages.ts';
import { answer, refuse } from '../../shared/handlers/reply.ts';

export const webhookResend: Handler = async (request, container) => {
  const { id: hook = '', message: id = '' } = request.params;
  const sent = await resendWebhook({ hook, id }, await tenantOf(request, container), container.ports);
  return sent.ok ? { ...answer(messageView(sent.value)), about: `Webhook ${hook}` } : refuse(sent.problems);
};
