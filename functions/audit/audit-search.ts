import { readStart } from '../../shared/app/search/cursor.ts';
import { readAuditSearch } from '../../shared/fhir/read/search/read-audit-search.ts';
import { writeAuditEvent } from '../../shared/fhir/write/record/write-audit-event.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerPage, searchValues } from '../../shared/handlers/search-page.ts';

/** Who saw or changed what. To ask is itself an access. */
export const auditSearch: Handler = async (request, container) => {
  const search = readAuditSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const cursor = readStart(search.value.cursor);
  if (!cursor.ok) return refuse(cursor.problems);
  const page = await container.ports.audit.find(request.identity.tenant, search.value);
  const { patient } = search.value;
  const patients = patient ? [`Patient/${patient}`] : page.items.flatMap((access) => access.patients);
  return { ...answerPage(page, writeAuditEvent, request, container), patients };
};
