import type { Access } from '../ports/access/audit.ts';
import type { Ports } from '../ports/ports.ts';

/** Adds an access to the audit trail, kept for the tenant's retention time. */
export const noteAccess = async (
  access: Omit<Access, 'id'>,
  { audit, settings }: Pick<Ports, 'audit' | 'settings'>,
): Promise<void> => audit.append(access, (await settings.tenant(access.tenant))?.auditYears);
