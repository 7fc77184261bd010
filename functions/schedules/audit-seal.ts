import { sealAudit } from '../../shared/app/access/seal-audit.ts';
import type { ScheduleHandler } from '../../shared/lambda/event-entry.ts';

/** Calls nobody could be made out for are noted under the tenant of calls without a token. */
export const auditSeal: ScheduleHandler = async ({ config, ports }) => {
  const tenants = new Set([...(await ports.settings.tenants()), config.DEFAULT_TENANT]);
  await sealAudit([...tenants], ports, config.AUDIT_YEARS);
};
