import type { Access } from '../ports/audit.ts';
import type { Ports } from '../ports/ports.ts';

/** Enters an access in the audit trail, kept as long as its tenant asks for. */
export const noteAccess = async (
  access: Omit<Access, 'id'>,
  { audit, settings }: Pick<Ports, 'audit' | 'settings'>,
): Promise<void> => audit.append(access, (await settings.tenant(access.tenant))?.auditYears);
