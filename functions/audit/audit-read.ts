import { writeAuditEvent } from '../../shared/fhir/write/write-audit-event.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { answer, notHere } from '../../shared/runtime/reply.ts';

export const auditRead: Door = async ({ identity, params: { id = '' } }, { ports }) => {
  const access = await ports.audit.get(identity.tenant, id);
  return access ? { ...answer(writeAuditEvent(access)), patients: access.patients } : notHere('AuditEvent');
};
