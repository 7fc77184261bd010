import { clockFor } from '../../../shared/app/access/clock-for.ts';
import { sweepTenant } from '../../../shared/app/authorization/sweep-due.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { SANDBOX_TENANT } from '../environment.ts';
import { startTicker, type Ticker } from '../ticker.ts';
import { seedDemoDay } from './demo-day.ts';

/** Settings are kept a minute, so that looking asks the table for one item a minute at most. */
const LOOK_EVERY_MS = 60_000;

/** Gives the sandbox its visits of today, at once and again whenever its day has moved, and keeps the deadlines of a moved clock. */
export const startDemoDays = (opened: Container, onError: (error: unknown) => void): Ticker => {
  const { ports } = opened;
  let seeded = '';
  const look = async (): Promise<void> => {
    const tenant = await ports.settings.tenant(SANDBOX_TENANT);
    if (!tenant) return;
    const clock = clockFor(tenant, ports.clock);
    const today = clock.dateIn(tenant.timeZone, clock.now());
    if (today !== seeded) await seedDemoDay(tenant, opened);
    seeded = today;
    if (tenant.testMode?.clockAheadHours) await sweepTenant(tenant, ports);
  };
  const ticker = startTicker(LOOK_EVERY_MS, look, onError);
  ticker.soon();
  return ticker;
};
