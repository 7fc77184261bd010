import { cutPage } from '../../shared/app/search/cut-page.ts';
import { readDefinitionSearch } from '../../shared/fhir/read/search/read-definition-search.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerPage, searchValues } from '../../shared/handlers/search-page.ts';

/** Loaded when one asks, as in `definition-read.ts`. */
const definitions = () => import('../../shared/fhir/definitions/read-definition.ts');

export const definitionSearch: Handler = async (request, container) => {
  const search = readDefinitionSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const { findDefinitions } = await definitions();
  const found = findDefinitions(request.route.resource ?? '', search.value.url, container.canonicals);
  const page = cutPage(found, search.value);
  return page.ok ? answerPage(page.value, (one) => one, request, container) : refuse(page.problems);
};
