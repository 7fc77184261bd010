import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { WebhookMessage } from '../ports/webhooks.ts';

/** Stored names of the kind and of its list. */
export const WEBHOOK = 'webhook';
export const WEBHOOK_LIST = 'WEBHOOK';

const prefix = (hook: string): string => `${WEBHOOK}-${hook}-`;

/** Id of the event a delivery tells; which webhook is meant stands where other kinds have their determination. */
export const webhookId = ({ id, determinationId }: Pick<Delivery, 'id' | 'determinationId'>): string =>
  id.slice(prefix(determinationId).length);

/** Puts one message into the outbox. Safe to repeat: the same message has the same place. */
export const putWebhook = (
  tenant: TenantId,
  { hook, id, order, at }: WebhookMessage,
  { outbox }: Pick<Ports, 'outbox'>,
): Promise<void> =>
  outbox.put(tenant, {
    id: `${prefix(hook)}${id}`,
    order,
    headVersion: 0,
    determinationId: hook,
    kind: WEBHOOK,
    list: WEBHOOK_LIST,
    createdAt: at,
    attempts: 0,
    events: [],
  });
