import { traceDeterminations } from '../../shared/app/search/trace-determinations.ts';
import { readProvenanceSearch } from '../../shared/fhir/read/search/read-provenance-search.ts';
import { writeProvenance } from '../../shared/fhir/write/record/write-provenance.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerPage, searchValues } from '../../shared/handlers/search-page.ts';

/** By what an order was decided, each time it was. */
export const provenanceSearch: Handler = async (request, container) => {
  const search = readProvenanceSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const traced = await traceDeterminations(search.value, await tenantOf(request, container), container.ports);
  if (!traced.ok) return refuse(traced.problems);
  return answerPage({ items: traced.value }, (one) => writeProvenance(one, container.canonicals), request, container);
};
