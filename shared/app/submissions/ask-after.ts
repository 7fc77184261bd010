import { isMachine, type Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { askNow } from './ask-now.ts';
import { inquiryId, putInquiry } from './put-inquiry.ts';

/** Longer than any payer's clock: a person was told long ago, and the payer is asked no more. */
const MOST_DAYS = 60;
const DAY_MS = 86_400_000;

/** Asks the payer about a request it has not decided, and takes in what it says; asks again later while it is open. */
export const askAfter = async (
  before: Submission,
  delivery: Delivery,
  tenant: Tenant,
  ports: Ports,
): Promise<'open' | 'over'> => {
  const { standing, channel } = before;
  const isOpen = standing.state === 'acknowledged' || standing.state === 'pended';
  if (!isOpen || !isMachine(channel) || inquiryId(before) !== delivery.id) return 'over';
  const instant = clockFor(tenant, ports.clock).now();
  if (Date.parse(instant) - Date.parse(before.createdAt) > MOST_DAYS * DAY_MS) return 'over';
  const now = await askNow(before, tenant, ports);
  if (inquiryId(now) !== delivery.id) return 'over';
  await putInquiry(now, tenant, ports, delivery);
  return 'open';
};
