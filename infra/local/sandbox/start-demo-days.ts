import type { Container } from '../../../shared/handlers/container.ts';
import { SANDBOX_TENANT } from '../environment.ts';
import { startTicker, type Ticker } from '../ticker.ts';
import { seedDemoDay } from './demo-day.ts';

/** The sandbox's day is looked at from memory: a service nobody asks leaves its table alone. */
const LOOK_EVERY_MS = 15_000;

/** Gives the sandbox its visits of today, at once and again whenever its day has moved. */
export const startDemoDays = (opened: Container, onError: (error: unknown) => void): Ticker => {
  const { settings, clock } = opened.ports;
  let seeded = '';
  let timeZone: string | undefined;
  const look = async (): Promise<void> => {
    timeZone ??= (await settings.tenant(SANDBOX_TENANT))?.timeZone;
    const today = timeZone && clock.dateIn(timeZone, clock.now());
    if (!today || today === seeded) return;
    const tenant = await settings.tenant(SANDBOX_TENANT);
    if (tenant) await seedDemoDay(tenant, opened);
    seeded = today;
  };
  const ticker = startTicker(LOOK_EVERY_MS, look, onError);
  ticker.soon();
  return ticker;
};
