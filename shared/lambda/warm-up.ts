import { setTimeout as sleep } from 'node:timers/promises';
import { container, isDeployed } from './open-container.ts';

/** A table that does not answer must not hold the start up. */
const WAIT_MS = 500;

/**
 * What every first call would pay for, done while Lambda starts the function, which costs no caller's time: tables and
 * rules are opened, the zone's calendar is made, and the tenant of most calls is read, which connects to the table and
 * puts the client to work once. A process that is configured later, as on a laptop, is not warmed; nor does a failure
 * here matter: the first call meets it and answers.
 */
export const warmUp = async (): Promise<void> => {
  if (!isDeployed) return;
  try {
    const { config, ports } = container();
    const ready = ports.settings
      .tenant(config.DEFAULT_TENANT)
      .then((tenant) => ports.clock.dateIn(tenant?.timeZone ?? 'America/New_York', ports.clock.now()));
    await Promise.race([ready.catch(() => undefined), sleep(WAIT_MS, undefined, { ref: false })]);
  } catch {
    // The first call says so.
  }
};

/**
 * For functions that decide: what decides is loaded, the rules of payers the tenant of most calls serves are opened, and an order
 * that is nobody's is answered, so that the first caller does not wait for code that runs for the first time.
 */
export const warmAnswering = async (): Promise<void> => {
  if (!isDeployed) return;
  try {
    const opened = container();
    const late = sleep(WAIT_MS, undefined, { ref: false });
    const tenant = await Promise.race([opened.ports.settings.tenant(opened.config.DEFAULT_TENANT), late]);
    const { answerOnce } = await import('./answer-once.ts');
    if (tenant) await answerOnce(opened, tenant);
  } catch {
    // The first call says so.
  }
};
