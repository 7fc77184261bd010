import { auditWork, byItself } from '../../shared/app/audit-work.ts';
import { relayIntents } from '../../shared/app/relay-intents.ts';
import type { ScheduleDoor } from '../../shared/runtime/event-entry.ts';

/** Well inside the minute after which the next one starts. */
const ENOUGH_MS = 40_000;

/** Goes on until no promise is left that can be settled now. */
export const intentRelay: ScheduleDoor = async (house) => {
  const ports = auditWork(byItself('intent-relay'), house.ports);
  const start = Date.parse(ports.clock.now());
  const inTime = () => Date.parse(ports.clock.now()) - start < ENOUGH_MS;
  while ((await relayIntents(ports)) > 0 && inTime());
};
