import { auditWork, byItself } from '../../shared/app/access/audit-work.ts';
import { relayOutbox, type Walk } from '../../shared/app/outbox/relay-outbox.ts';
import type { ScheduleHandler } from '../../shared/lambda/event-entry.ts';

/** Well inside the minute after which the next one starts. */
const ENOUGH_MS = 40_000;

/** Outlives a run that was out of time, so that the next one goes on from there. */
const walk: Walk = new Map();

/** Goes on until no delivery is left that can be settled now. */
export const outboxRelay: ScheduleHandler = async (container) => {
  const ports = auditWork(byItself('intent-relay'), container.ports);
  const start = Date.parse(ports.clock.now());
  const inTime = () => Date.parse(ports.clock.now()) - start < ENOUGH_MS;
  while ((await relayOutbox(ports, walk)) > 0 && inTime());
};
