import { ok, type Result, refused } from '../../../core/model/result.ts';
import { type Handling, openSearch, type PageAsked, type SearchValues } from './open-search.ts';

interface DefinitionSearch extends PageAsked {
  readonly url?: string;
}

export const DEFINITION_SORTS = ['_lastUpdated', '_id', 'url'] as const;

export const readDefinitionSearch = (values: SearchValues, handling?: Handling): Result<DefinitionSearch> => {
  const { one, page, problems } = openSearch(values, ['url'], {
    sorts: DEFINITION_SORTS,
    ...(handling ? { handling } : {}),
  });
  const url = one('url', (value) => ok(value));
  return problems.length ? refused(...problems) : ok({ ...page, ...(url ? { url } : {}) });
};
