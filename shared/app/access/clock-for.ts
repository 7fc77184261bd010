import { hoursAfter } from '../../core/model/dates.ts';
import type { Clock, Tenant } from '../ports/ports.ts';

type Tested = Pick<Tenant, 'testMode'>;

/** An instant as a sandbox's own clock shows it; every other tenant lives in real time. */
export const tenantInstant = ({ testMode }: Tested, instant: string): string => {
  const hours = testMode?.clockAheadHours ?? 0;
  return hours === 0 ? instant : hoursAfter(instant, hours);
};

/**
 * The clock of a tenant's answers, decisions, visits and deadlines. Whatever keeps the service itself going stays on real
 * time: expiry of items, tokens, queues, deliveries, the audit trail.
 */
export const clockFor = (tenant: Tested, clock: Clock): Clock =>
  tenant.testMode?.clockAheadHours ? { ...clock, now: () => tenantInstant(tenant, clock.now()) } : clock;
