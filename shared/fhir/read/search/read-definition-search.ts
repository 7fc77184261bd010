import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openSearch, type PageAsked, type SearchValues } from './open-search.ts';

interface DefinitionSearch extends PageAsked {
  readonly url?: string;
}

export const readDefinitionSearch = (values: SearchValues): Result<DefinitionSearch> => {
  const { one, page, problems } = openSearch(values, ['url']);
  const url = one('url', (value) => ok(value));
  return problems.length ? refused(...problems) : ok({ ...page, ...(url ? { url } : {}) });
};
