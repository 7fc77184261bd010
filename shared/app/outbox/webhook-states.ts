import type { Ports, Tenant } from '../ports/ports.ts';
import type { Webhook, WebhookMessage } from '../ports/webhooks.ts';

/** The newest messages of a webhook its state is told from. */
const LOOKED_AT = 100;

/** A webhook of the settings and how its receiver answers, by its newest messages. */
interface WebhookState {
  readonly id: string;
  /** Of its address: what stands behind may be secret. */
  readonly origin: string;
  readonly events?: readonly string[];
  /** `idle`: nothing was sent in the last thirty days. */
  readonly state: 'idle' | 'delivering' | 'failing' | 'resting';
  /** ISO instant until when nothing is tried. */
  readonly restsUntil?: string;
  readonly lastDelivered?: string;
  readonly lastFailed?: string;
  /** Why, in one word. */
  readonly problem?: string;
  /** Of the newest messages looked at. */
  readonly waiting: number;
  readonly failed: number;
  readonly lookedAt: number;
}

const newest = (messages: readonly WebhookMessage[]): WebhookMessage | undefined =>
  messages.toSorted((a, b) => ((a.triedAt ?? '') < (b.triedAt ?? '') ? 1 : -1))[0];

const stateOf = async (
  { id, url, events }: Webhook,
  tenant: Tenant,
  { webhooks: log, breakers }: Pick<Ports, 'webhooks' | 'breakers'>,
): Promise<WebhookState> => {
  const origin = URL.canParse(url) ? new URL(url).origin : '';
  const [messages, restsUntil] = await Promise.all([log.list(tenant.id, id, LOOKED_AT), breakers.restsUntil(origin)]);
  const delivered = newest(messages.filter(({ state }) => state === 'delivered'))?.triedAt;
  const failure = newest(messages.filter(({ problem }) => problem !== undefined));
  const failedAt = failure?.triedAt;
  const isFailing = failedAt !== undefined && (delivered === undefined || delivered < failedAt);
  const state = restsUntil ? 'resting' : isFailing ? 'failing' : messages.length ? 'delivering' : 'idle';
  const count = (wanted: WebhookMessage['state']) => messages.filter((one) => one.state === wanted).length;
  return {
    id,
    origin,
    ...(events ? { events } : {}),
    state,
    ...(restsUntil ? { restsUntil } : {}),
    ...(delivered ? { lastDelivered: delivered } : {}),
    ...(failedAt ? { lastFailed: failedAt } : {}),
    ...(failure?.problem ? { problem: failure.problem } : {}),
    waiting: count('waiting'),
    failed: count('failed'),
    lookedAt: messages.length,
  };
};

/** Every webhook of a tenant, as it stands. */
export const webhookStates = (
  tenant: Tenant,
  ports: Pick<Ports, 'webhooks' | 'breakers'>,
): Promise<readonly WebhookState[]> => Promise.all((tenant.webhooks ?? []).map((one) => stateOf(one, tenant, ports)));
