import { traceDeterminations } from '../../shared/app/trace-determinations.ts';
import { readProvenanceSearch } from '../../shared/fhir/read/read-provenance-search.ts';
import { writeProvenance } from '../../shared/fhir/write/write-provenance.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { refuse } from '../../shared/runtime/reply.ts';
import { answerPage, searchValues } from '../../shared/runtime/search-page.ts';

/** By what an order was decided, each time it was. */
export const provenanceSearch: Door = async (request, house) => {
  const search = readProvenanceSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const traced = await traceDeterminations(search.value, await tenantOf(request, house), house.ports);
  if (!traced.ok) return refuse(traced.problems);
  return answerPage({ items: traced.value }, (one) => writeProvenance(one, house.canonicals), request, house);
};
