import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { Webhook, WebhookMessage } from '../ports/webhooks.ts';
import { type FollowUp, MAX_TRIES, type Tried } from './follow-up.ts';
import { putWebhook, WEBHOOK_LIST, webhookId } from './put-webhook.ts';

type WebhookPorts = Pick<Ports, 'settings' | 'webhooks' | 'webhookSender' | 'clock'>;

/** Failed messages looked through where a given-up one is taken up again. */
const LOOKED_AT = 200;

const hooksOf = async (tenant: string, { settings }: Pick<Ports, 'settings'>): Promise<readonly Webhook[]> =>
  (await settings.tenant(tenant))?.webhooks ?? [];

const wants = ({ events }: Webhook, type: string): boolean => events === undefined || events.includes(type);

/** What the bus has as its detail, in the frame of the Standard Webhooks specification. */
const bodyOf = ({ id, at, event: { type, detail } }: WebhookMessage): string =>
  JSON.stringify({ type, timestamp: at, data: { id, ...detail } });

class WebhookFailed extends Error {
  override readonly name = 'WebhookFailed';
}

const deliver = async (tenantId: TenantId, delivery: Delivery, ports: WebhookPorts): Promise<Tried> => {
  const hook = delivery.determinationId;
  const tenant = await ports.settings.tenant(tenantId);
  const webhook = tenant?.webhooks?.find(({ id }) => id === hook);
  const id = webhookId(delivery);
  const message = await ports.webhooks.get(tenantId, { hook, at: delivery.createdAt, id });
  if (!webhook || message?.state !== 'waiting') return { is: 'delivered', outcome: 'nothing-to-do' };
  const call = { webhook, id, body: bodyOf(message), origins: tenant?.outbound ?? [] };
  const sent = await ports.webhookSender.send(call);
  if (sent === 'resting') return { is: 'resting' };
  const attempts = delivery.attempts + 1;
  const { problem: _before, ...rest } = message;
  const tried = { ...rest, attempts, triedAt: ports.clock.now() };
  const settle = (more: Pick<WebhookMessage, 'state' | 'problem'>) =>
    ports.webhooks.settle(tenantId, { ...tried, ...more });
  if (sent === 'taken') {
    await settle({ state: 'delivered' });
    return { is: 'delivered', outcome: 'taken' };
  }
  if (sent === 'gone') {
    await settle({ state: 'failed', problem: 'gone' });
    return { is: 'refused' };
  }
  await settle({ state: attempts >= MAX_TRIES ? 'failed' : 'waiting', problem: sent.failed });
  throw new WebhookFailed();
};

/** Tells webhooks of events, each message on its own; in no promised order. */
export const tellWebhooks: FollowUp = {
  list: WEBHOOK_LIST,
  follows: 'every',
  ageField: 'webhookAgeMs',
  isWanted: async (tenant, _order, ports) => (await hooksOf(tenant, ports)).length > 0,
  parts: async (tenant, { id, order, events, createdAt }, ports) => {
    const hooks = await hooksOf(tenant, ports);
    const messages = events.flatMap((event, index) =>
      hooks
        .filter((hook) => wants(hook, event.type))
        .map(
          (hook): WebhookMessage => ({
            hook: hook.id,
            id: `${id}-${index}`,
            order,
            event,
            at: createdAt,
            state: 'waiting',
            attempts: 0,
          }),
        ),
    );
    for (const message of messages)
      if ((await ports.webhooks.keep(tenant, message)).state === 'waiting') await putWebhook(tenant, message, ports);
  },
  deliver,
  again: async (tenant, order, ports) => {
    for (const { id: hook } of await hooksOf(tenant, ports)) {
      const failed = (await ports.webhooks.list(tenant, hook, LOOKED_AT)).filter(
        (one) => one.state === 'failed' && one.order.source === order.source && one.order.orderId === order.orderId,
      );
      for (const message of failed) {
        await ports.webhooks.settle(tenant, { ...message, state: 'waiting', attempts: 0 });
        await putWebhook(tenant, message, ports);
      }
    }
  },
};
