import type { Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

export const INQUIRE = 'inquire-request';
export const INQUIRE_LIST = 'INQUIRE';

const FIRST_MS = 60_000;
const LONGEST_MS = 4 * 3_600_000;

/** When to ask next: after a third of the time it has waited, between a minute and four hours; often at first, seldom later. */
const pauseAfter = (waitedMs: number): number => Math.min(Math.max(waitedMs / 3, FIRST_MS), LONGEST_MS);

const iso = (ms: number): string => new Date(ms).toISOString();

/** The inquiries of one wait have one name: those of a wait that is over stop by it. */
export const inquiryId = ({ id, standing }: Submission): string | undefined =>
  standing.state === 'acknowledged' || standing.state === 'pended'
    ? `${INQUIRE}-${id}-${Date.parse(standing.since)}`
    : undefined;

/**
 * Has the payer asked about an open request later. Its time follows from the wait alone, and that of the next one from the one
 * `before` it, so that a crash puts the same one again and no second one.
 */
export const putInquiry = async (
  submission: Submission,
  tenant: Tenant,
  { outbox, clock }: Pick<Ports, 'outbox' | 'clock'>,
  before?: Delivery,
): Promise<void> => {
  const { standing, source, orderId, tenant: tenantId } = submission;
  const id = inquiryId(submission);
  if (id === undefined || !('since' in standing)) return;
  const ahead = Date.parse(clockFor(tenant, clock).now()) - Date.parse(clock.now());
  const began = before ? Date.parse(before.createdAt) : Date.parse(standing.since) - ahead;
  let next = Date.parse(before?.notBefore ?? iso(began));
  do next += pauseAfter(next - began);
  while (before && next <= Date.parse(clock.now()));
  await outbox.put(tenantId, {
    id,
    order: { source, orderId },
    headVersion: 0,
    determinationId: submission.id,
    kind: INQUIRE,
    list: INQUIRE_LIST,
    createdAt: iso(began),
    attempts: 0,
    notBefore: iso(next),
    events: [],
  });
};
