import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { WebhookMessage } from '../ports/webhooks.ts';
import { putWebhook } from './put-webhook.ts';

/** Messages of one webhook that are looked through for a page, and pages for one message. */
const LOOKED_AT = 500;
const MOST_PAGES = 20;

type Position = Pick<WebhookMessage, 'at' | 'id'>;
type Hooked = Pick<Tenant, 'id' | 'webhooks'>;

interface Listed {
  readonly state?: WebhookMessage['state'] | undefined;
  readonly limit: number;
}

const hookAsked = (hook: string, { webhooks = [] }: Hooked): Result<string> =>
  webhooks.some(({ id }) => id === hook)
    ? ok(hook)
    : refused({ code: 'not-found', says: 'The settings have no webhook of this name.', expression: 'http.hook' });

/** The newest messages, of one webhook or all. */
export const listWebhooks = async (
  { hook, state, limit }: Listed & { readonly hook?: string | undefined },
  tenant: Hooked,
  { webhooks: log }: Pick<Ports, 'webhooks'>,
): Promise<Result<readonly WebhookMessage[]>> => {
  const asked = hook === undefined ? undefined : hookAsked(hook, tenant);
  if (asked && !asked.ok) return asked;
  const hooks = asked ? [asked.value] : (tenant.webhooks ?? []).map(({ id }) => id);
  const messages = (await Promise.all(hooks.map((one) => log.list(tenant.id, one, LOOKED_AT)))).flat();
  return ok(
    messages
      .filter((one) => state === undefined || one.state === state)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, limit),
  );
};

interface MessagePage {
  readonly messages: readonly WebhookMessage[];
  /** Where the next page begins, if there may be one. */
  readonly next?: Position;
}

/** A page of one webhook's messages, the newest first; of one state a page may be shorter than asked for and not be the last. */
export const pageWebhooks = async (
  { hook, state, limit, after }: Listed & { readonly hook: string; readonly after?: Position | undefined },
  tenant: Hooked,
  { webhooks: log }: Pick<Ports, 'webhooks'>,
): Promise<Result<MessagePage>> => {
  const asked = hookAsked(hook, tenant);
  if (!asked.ok) return asked;
  const most = state === undefined ? limit + 1 : LOOKED_AT;
  const seen = await log.list(tenant.id, hook, most, after);
  const wanted = seen.filter((one) => state === undefined || one.state === state);
  const messages = wanted.slice(0, limit);
  const last = wanted.length > limit ? messages.at(-1) : seen.length === most ? seen.at(-1) : undefined;
  return ok({ messages, ...(last ? { next: { at: last.at, id: last.id } } : {}) });
};

const findMessage = async (
  { hook, id }: Pick<WebhookMessage, 'hook' | 'id'>,
  tenant: Hooked,
  { webhooks: log }: Pick<Ports, 'webhooks'>,
): Promise<WebhookMessage | undefined> => {
  let after: Position | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const seen = await log.list(tenant.id, hook, LOOKED_AT, after);
    const found = seen.find((one) => one.id === id);
    if (found || seen.length < LOOKED_AT) return found;
    after = seen.at(-1);
  }
  return undefined;
};

/** Sends one message again, under its own id, whatever became of it. */
export const resendWebhook = async (
  { hook, id }: Pick<WebhookMessage, 'hook' | 'id'>,
  tenant: Hooked,
  ports: Pick<Ports, 'webhooks' | 'outbox'>,
): Promise<Result<WebhookMessage>> => {
  const asked = hookAsked(hook, tenant);
  if (!asked.ok) return asked;
  const found = await findMessage({ hook, id }, tenant, ports);
  if (!found)
    return refused({ code: 'not-found', says: 'No message of this id was kept for this webhook.', expression: 'id' });
  const { problem: _over, ...message } = found;
  const again: WebhookMessage = { ...message, state: 'waiting', attempts: 0 };
  await ports.webhooks.settle(tenant.id, again);
  await putWebhook(tenant.id, again, ports);
  return ok(again);
};
