import { writeAuditEvent } from '../../shared/fhir/write/record/write-audit-event.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, notHere } from '../../shared/handlers/reply.ts';

export const auditRead: Handler = async ({ identity, params: { id = '' } }, { ports }) => {
  const access = await ports.audit.get(identity.tenant, id);
  return access ? { ...answer(writeAuditEvent(access)), patients: access.patients } : notHere('AuditEvent');
};
