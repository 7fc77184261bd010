import * as z from 'zod/mini';
import { clockFor } from '../../../shared/app/access/clock-for.ts';
import { sweepTenant } from '../../../shared/app/authorization/sweep-due.ts';
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
    const changed = { ...tenant, testMode: ahead ? { clockAheadHours: ahead } : {} };
    if (Hours || Reset) await ports.settings.put(changed);
    const announced = Hours ? await sweepTenant(changed, ports) : 0;
    if (Hours || Reset) moved();
    const now = clockFor(changed, ports.clock).now();
    return { Now: now, Today: ports.clock.dateIn(changed.timeZone, now), HoursAhead: ahead, Announced: announced };
  };
