import { pageWebhooks } from '../../shared/app/outbox/resend-webhook.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answerMessages, messagesAsked } from '../../shared/handlers/lists/webhook-messages.ts';
import { refuse } from '../../shared/handlers/reply.ts';

export const webhookMessages: Handler = async (request, container) => {
  const asked = messagesAsked(request);
  if (!asked.ok) return refuse(asked.problems);
  const found = await pageWebhooks(asked.value, await tenantOf(request, container), container.ports);
  return found.ok ? answerMessages(found.value, asked.value, request, container) : refuse(found.problems);
};
