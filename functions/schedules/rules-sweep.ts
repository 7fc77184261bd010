import { auditWork, byItself } from '../../shared/app/access/audit-work.ts';
import { reassessRecords } from '../../shared/app/authorization/reassess-records.ts';
import type { ScheduleHandler } from '../../shared/lambda/event-entry.ts';

/** Brings every tenant's records up to the rules in force; stopped in the middle, it goes on the next time. */
export const rulesSweep: ScheduleHandler = async (container) => {
  const ports = auditWork(byItself('rules-sweep'), container.ports);
  for (const id of await ports.settings.tenants()) {
    const tenant = await ports.settings.tenant(id);
    const count = tenant ? await reassessRecords(tenant, ports) : 0;
    ports.log.info('records-reassessed', { tenant: id, count });
  }
};
