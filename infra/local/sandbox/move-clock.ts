import * as z from 'zod/mini';
import { clockFor } from '../../../shared/app/access/clock-for.ts';
import { sweepTenant } from '../../../shared/app/authorization/sweep-due.ts';
import { moveActs } from '../../../shared/app/outbox/move-acts.ts';
import type { Ports, Tenant } from '../../../shared/app/ports/ports.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import type { Operation } from '../aws/endpoint.ts';
import { AwsError } from '../aws/error.ts';

const MOST_HOURS = 17_520;
const input = z.object({
  Tenant: z.string(),
  /** Hours forward; absent: how far ahead it is. */
  Hours: z.optional(z.int().check(z.nonnegative(), z.maximum(MOST_HOURS))),
  /** Back to real time. */
  Reset: z.optional(z.boolean()),
});

const withClock = ({ testMode, ...tenant }: Tenant, ahead: number): Tenant => {
  const { clockAheadHours: _before, ...rest } = testMode ?? {};
  return { ...tenant, testMode: { ...rest, ...(ahead ? { clockAheadHours: ahead } : {}) } };
};

/** Payers it practises with live on its clock; one that is no sandbox lives in real time. */
const movedWith = async ({ testMode }: Tenant, { settings }: Ports): Promise<readonly Tenant[]> => {
  const payers = await Promise.all((testMode?.practicePayers ?? []).map((id) => settings.tenant(id)));
  return payers.flatMap((one) => (one?.testMode ? [one] : []));
};

const movePayer = async (payer: Tenant, ports: Ports): Promise<void> => {
  await ports.settings.put(payer);
  await moveActs(payer, ports);
};

/**
 * Moves the clock of a tenant that is a sandbox, and announces what falls due by then; `moved` is told. Any other tenant's
 * stands in real time.
 */
export const moveClock =
  (open: () => Container, moved: () => void): Operation =>
  async (given) => {
    const read = input.safeParse(given);
    if (!read.success) throw new AwsError('ValidationException', 'Needs Tenant, and Hours from 0 to 17520 or Reset.');
    const { Tenant, Hours = 0, Reset = false } = read.data;
    const { ports } = open();
    const tenant = await ports.settings.tenant(Tenant);
    if (!tenant?.testMode)
      throw new AwsError('AccessDeniedException', `${Tenant} is no sandbox: its clock cannot be moved.`);
    const ahead = Reset ? 0 : (tenant.testMode.clockAheadHours ?? 0) + Hours;
    if (ahead > MOST_HOURS) throw new AwsError('ValidationException', 'A clock can be two years ahead, no more.');
    const changed = withClock(tenant, ahead);
    if (Hours || Reset) {
      await ports.settings.put(changed);
      for (const one of await movedWith(tenant, ports)) await movePayer(withClock(one, ahead), ports);
      await moveActs(changed, ports);
    }
    const announced = Hours ? await sweepTenant(changed, ports) : 0;
    if (Hours || Reset) moved();
    const now = clockFor(changed, ports.clock).now();
    return { Now: now, Today: ports.clock.dateIn(changed.timeZone, now), HoursAhead: ahead, Announced: announced };
  };
