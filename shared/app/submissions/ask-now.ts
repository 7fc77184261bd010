import { isMachine, referenceOf, type Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import { everyShard } from '../ports/outbox.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { exchangeWith } from './exchange.ts';
import { INQUIRE_LIST } from './put-inquiry.ts';
import { hear, workOff } from './work-off.ts';

/** Asks the payer how a request stands, also one it had decided before: what it says now counts. The request as it was heard. */
export const askNow = async (before: Submission, tenant: Tenant, ports: Ports): Promise<Submission> => {
  const { standing, channel } = before;
  if (!isMachine(channel) || !('message' in standing) || !standing.message) return before;
  const { kind, version, endpoint } = channel;
  const clock = clockFor(tenant, ports.clock);
  const asked = { what: 'inquire', message: standing.message, at: clock.now(), ...referenceOf(standing) } as const;
  const had = await exchangeWith(before, { kind, version, endpoint }, asked, ports);
  const now = await hear(before, had, clock.now(), ports, false);
  await workOff(now, tenant, ports, false);
  return now;
};

/** Inquiries of one shard that are brought forward at once. */
const MOST = 100;
const EVER = '9999-12-31T00:00:00.000Z';

/**
 * Has a tenant's open requests at some endpoints asked after soon: something changed at the payer, and which one is not told. Each
 * goes on in its own time where there are more than that.
 * @param endpoints names, of the payer that gave notice: another payer has no news
 */
export const askOpenSoon = async (
  { id: tenant }: Pick<Tenant, 'id'>,
  endpoints: ReadonlySet<string>,
  { outbox, clock, submissions }: Pick<Ports, 'outbox' | 'clock' | 'submissions'>,
): Promise<number> => {
  const open = await everyShard(outbox, (shard) => outbox.due(INQUIRE_LIST, shard, EVER, MOST));
  const isThere = async ({ delivery: { order, determinationId } }: (typeof open)[number]): Promise<boolean> => {
    const found = await submissions.get(tenant, order, determinationId);
    return found !== undefined && isMachine(found.channel) && endpoints.has(found.channel.endpoint);
  };
  const own = open.filter((one) => one.tenant === tenant);
  const there = await Promise.all(own.map(isThere));
  const waiting = own.filter((_, index) => there[index]);
  const notBefore = clock.now();
  // One that is due stays as it is: put back for the moment it waits for, it would be put and removed.
  for (const { delivery } of waiting.filter(({ delivery: { notBefore: due = '' } }) => due > notBefore))
    await outbox.retryLater(tenant, delivery, { attempts: delivery.attempts, notBefore });
  return waiting.length;
};
