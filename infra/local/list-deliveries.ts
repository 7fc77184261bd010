import * as z from 'zod/mini';
import { listWebhooks } from '../../shared/app/outbox/resend-webhook.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import type { Operation } from './aws/endpoint.ts';
import { AwsError } from './aws/error.ts';

/** Of each tenant, at a time. */
const MOST = 100;
const input = z.object({ After: z.optional(z.iso.datetime()) });

/** Tries of webhooks after an instant, the oldest first, of every tenant that has a webhook; without one, none. */
export const listDeliveries =
  (open: () => OpenedContainer): Operation =>
  async (given) => {
    const read = input.safeParse(given);
    if (!read.success) throw new AwsError('ValidationException', 'After is an instant.');
    const { After } = read.data;
    const { ports } = open();
    const now = ports.clock.now();
    if (After === undefined) return { Deliveries: [], Next: now };
    const tenants = (
      await Promise.all((await ports.settings.tenants()).map((id) => ports.settings.tenant(id)))
    ).flatMap((tenant) => (tenant?.webhooks?.length ? [tenant] : []));
    const listed = await Promise.all(tenants.map((tenant) => listWebhooks({ limit: MOST }, tenant, ports)));
    const tried = listed.flatMap((one) => (one.ok ? one.value : []));
    const Deliveries = tried
      .filter(({ triedAt = '' }) => triedAt > After)
      .toSorted((a, b) => ((a.triedAt ?? '') < (b.triedAt ?? '') ? -1 : 1))
      .map(({ hook, event, order, state, attempts, triedAt, problem }) => ({
        hook,
        type: event.type,
        order: `ServiceRequest/${order.orderId}`,
        state,
        attempts,
        triedAt,
        ...(problem ? { problem } : {}),
      }));
    return { Deliveries, Next: Deliveries.at(-1)?.triedAt ?? After };
  };
