import { sealAudit } from '../../shared/app/access/seal-audit.ts';
import type { Container } from '../../shared/handlers/container.ts';
import type { ScheduleHandler } from '../../shared/lambda/event-entry.ts';

/** Every tenant's trail, that of calls without a token too; `stopped`: nobody writes any more. */
export const sealTrails = async ({ config, ports }: Container, stopped = false): Promise<void> => {
  const tenants = new Set([...(await ports.settings.tenants()), config.DEFAULT_TENANT]);
  await sealAudit([...tenants], ports, config.AUDIT_YEARS, stopped);
};

export const auditSeal: ScheduleHandler = (container) => sealTrails(container);
