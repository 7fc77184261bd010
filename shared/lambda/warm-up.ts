import { setTimeout as sleep } from 'node:timers/promises';
import { container, isDeployed } from './open-container.ts';

/** A table that does not answer must not hold the start up. */
const WAIT_MS = 500;

/**
 * What every first call would pay for, done while Lambda starts the function, which costs no caller's time: tables and
 * rules are opened, the zone's calendar is made, and the tenant of most calls is read, which connects to the table and
 * puts the client to work once. A process that is configured later, as on a laptop, is not warmed; nor does a failure
 * here matter: the first call meets it and answers. Nothing is answered ahead: code that runs once before the first call
 * costs a start more than it spares the call (docs/performance.md).
 */
export const warmUp = async (): Promise<void> => {
  if (!isDeployed) return;
  try {
    const { config, ports } = container();
    const tenant = ports.settings.tenant(config.DEFAULT_TENANT);
    // Calendars are slow to be made the first time, whatever the zone: while the table answers.
    const ready = Promise.all([tenant, sleep(0).then(() => ports.clock.dateIn('America/New_York', ports.clock.now()))]);
    await Promise.race([ready.catch(() => undefined), sleep(WAIT_MS, undefined, { ref: false })]);
  } catch {
    // The first call says so.
  }
};
