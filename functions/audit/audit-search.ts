import { arrange } from '../../shared/app/search/arrange.ts';
import { searchAudit } from '../../shared/app/search/search-audit.ts';
import { readAuditSearch } from '../../shared/fhir/read/search/read-audit-search.ts';
import { writeAuditEvent } from '../../shared/fhir/write/record/write-audit-event.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerSearch, handlingOf, searchValues } from '../../shared/handlers/search-page.ts';
import { AUDIT_KEYS } from '../../shared/handlers/sort-keys.ts';

/** Who saw or changed what. To ask is itself an access. */
export const auditSearch: Handler = async (request, container) => {
  const search = readAuditSearch(searchValues(request), handlingOf(request));
  if (!search.ok) return refuse(search.problems);
  const { tenant } = request.identity;
  const page = await answerSearch(
    {
      asked: search.value,
      find: (asked) => arrange(asked, AUDIT_KEYS, (query) => searchAudit(query, tenant, container.ports)),
      write: (access) => writeAuditEvent(access),
    },
    request,
    container,
  );
  if (!page.ok) return refuse(page.problems);
  const { patient } = search.value;
  const patients = patient ? [`Patient/${patient}`] : page.value.items.flatMap((access) => access.patients);
  return { ...page.value.reply, patients };
};
