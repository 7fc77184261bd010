import { auditWork, byItself } from '../../shared/app/access/audit-work.ts';
import { enlistOrders } from '../../shared/app/authorization/enlist-orders.ts';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { reportWaiting } from '../../shared/app/outbox/report-waiting.ts';
import { rereadCoverage } from '../../shared/handlers/events/reread-coverage.ts';
import type { ScheduleHandler } from '../../shared/lambda/event-entry.ts';

/** Well inside the minute after which the next one starts. */
const ENOUGH_MS = 40_000;

/** Goes on until nothing is due that can be told now; then says what still waits. */
export const deadlineSweep: ScheduleHandler = async (container) => {
  const ports = auditWork(byItself('deadline-sweep'), container.ports);
  const start = Date.parse(ports.clock.now());
  const inTime = () => Date.parse(ports.clock.now()) - start < ENOUGH_MS;
  const reread = rereadCoverage({ ...container, ports });
  while ((await sweepDue(ports, reread)) > 0 && inTime());
  await reportWaiting(ports);
  await enlistOrders(ports, inTime);
};
