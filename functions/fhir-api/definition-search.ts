import { arrange } from '../../shared/app/search/arrange.ts';
import { cutPage } from '../../shared/app/search/cut-page.ts';
import { readDefinitionSearch } from '../../shared/fhir/read/search/read-definition-search.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerSearch, handlingOf, searchValues, withIds } from '../../shared/handlers/search-page.ts';
import { DEFINITION_KEYS } from '../../shared/handlers/sort-keys.ts';

/** Loaded when one asks, as in `definition-read.ts`. */
const definitions = () => import('../../shared/fhir/definitions/read-definition.ts');

export const definitionSearch: Handler = async (request, container) => {
  const search = readDefinitionSearch(searchValues(request), handlingOf(request));
  if (!search.ok) return refuse(search.problems);
  const asked = search.value;
  const { findDefinitions } = await definitions();
  const found = withIds(asked, findDefinitions(request.route.resource ?? '', asked.url, container.canonicals));
  const find = (page: typeof asked) => arrange(page, DEFINITION_KEYS, async (place) => cutPage(found, place));
  const page = await answerSearch({ asked, find, write: (one) => one }, request, container);
  return page.ok ? page.value.reply : refuse(page.problems);
};
