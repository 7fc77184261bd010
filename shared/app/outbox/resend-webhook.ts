import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { WebhookMessage } from '../ports/webhooks.ts';
import { putWebhook } from './put-webhook.ts';

/** Messages of one webhook that are looked through. */
const LOOKED_AT = 500;

interface Listed {
  /** Absent: every webhook of the tenant. */
  readonly hook?: string | undefined;
  readonly state?: WebhookMessage['state'] | undefined;
  readonly limit: number;
}

/** The newest messages, of one webhook or all. */
export const listWebhooks = async (
  { hook, state, limit }: Listed,
  { id: tenant, webhooks = [] }: Pick<Tenant, 'id' | 'webhooks'>,
  { webhooks: log }: Pick<Ports, 'webhooks'>,
): Promise<Result<readonly WebhookMessage[]>> => {
  if (hook !== undefined && !webhooks.some(({ id }) => id === hook))
    return refused({ code: 'value', says: 'The settings have no webhook of this name.', expression: 'http.hook' });
  const hooks = hook === undefined ? webhooks.map(({ id }) => id) : [hook];
  const messages = (await Promise.all(hooks.map((one) => log.list(tenant, one, LOOKED_AT)))).flat();
  return ok(
    messages
      .filter((one) => state === undefined || one.state === state)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, limit),
  );
};

/** Sends one message again, under its own id, whatever became of it. */
export const resendWebhook = async (
  { hook, id }: Pick<WebhookMessage, 'hook' | 'id'>,
  tenant: Pick<Tenant, 'id' | 'webhooks'>,
  ports: Pick<Ports, 'webhooks' | 'outbox'>,
): Promise<Result<WebhookMessage>> => {
  const listed = await listWebhooks({ hook, limit: LOOKED_AT }, tenant, ports);
  if (!listed.ok) return listed;
  const found = listed.value.find((one) => one.id === id);
  if (!found)
    return refused({ code: 'not-found', says: 'No message of this id was kept for this webhook.', expression: 'id' });
  const { problem: _over, ...message } = found;
  const again: WebhookMessage = { ...message, state: 'waiting', attempts: 0 };
  await ports.webhooks.settle(tenant.id, again);
  await putWebhook(tenant.id, again, ports);
  return ok(again);
};
