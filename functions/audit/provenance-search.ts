import { arrange } from '../../shared/app/search/arrange.ts';
import { cutPage } from '../../shared/app/search/cut-page.ts';
import { traceDeterminations } from '../../shared/app/search/trace-determinations.ts';
import { readProvenanceSearch } from '../../shared/fhir/read/search/read-provenance-search.ts';
import { writeProvenance } from '../../shared/fhir/write/record/write-provenance.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerSearch, handlingOf, searchValues, withIds } from '../../shared/handlers/search-page.ts';
import { PROVENANCE_KEYS } from '../../shared/handlers/sort-keys.ts';

/** By what an order was decided, each time it was. */
export const provenanceSearch: Handler = async (request, container) => {
  const search = readProvenanceSearch(searchValues(request), handlingOf(request));
  if (!search.ok) return refuse(search.problems);
  const { page: asked } = search.value;
  const traced = await traceDeterminations(search.value, await tenantOf(request, container), container.ports);
  if (!traced.ok) return refuse(traced.problems);
  const found = withIds(
    asked,
    traced.value.map((one) => writeProvenance(one, container.canonicals)),
  );
  const find = (page: typeof asked) => arrange(page, PROVENANCE_KEYS, async (place) => cutPage(found, place));
  const page = await answerSearch({ asked, find, write: (one) => one }, request, container);
  return page.ok ? page.value.reply : refuse(page.problems);
};
