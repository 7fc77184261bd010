import { readStart } from '../../shared/app/cursor.ts';
import { readAuditSearch } from '../../shared/fhir/read/read-audit-search.ts';
import { writeAuditEvent } from '../../shared/fhir/write/write-audit-event.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { refuse } from '../../shared/runtime/reply.ts';
import { answerPage, searchValues } from '../../shared/runtime/search-page.ts';

/** Who saw or changed what. To ask is itself an access. */
export const auditSearch: Door = async (request, house) => {
  const search = readAuditSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const cursor = readStart(search.value.cursor);
  if (!cursor.ok) return refuse(cursor.problems);
  const page = await house.ports.audit.find(request.identity.tenant, search.value);
  const { patient } = search.value;
  const patients = patient ? [`Patient/${patient}`] : page.items.flatMap((access) => access.patients);
  return { ...answerPage(page, writeAuditEvent, request, house), patients };
};
