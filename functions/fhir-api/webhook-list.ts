import { webhookStates } from '../../shared/app/outbox/webhook-states.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';

export const webhookList: Handler = async (request, container) => {
  const webhooks = await webhookStates(await tenantOf(request, container), container.ports);
  return { ...answer({ webhooks }), about: 'Webhooks' };
};
