import { arrange } from '../../shared/app/search/arrange.ts';
import { searchAnswers } from '../../shared/app/search/search-answers.ts';
import { readAnswerSearch } from '../../shared/fhir/read/search/read-answer-search.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerSearch, handlingOf, searchValues } from '../../shared/handlers/search-page.ts';
import { ANSWER_KEYS } from '../../shared/handlers/sort-keys.ts';

export const responseSearch: Handler = async (request, container) => {
  const { canonicals, ports } = container;
  const search = readAnswerSearch(searchValues(request), handlingOf(request));
  if (!search.ok) return refuse(search.problems);
  const tenant = await tenantOf(request, container);
  const page = await answerSearch(
    {
      asked: search.value,
      find: (asked) => arrange(asked, ANSWER_KEYS, (query) => searchAnswers(query, tenant, ports)),
      write: (one, detail) => writeEligibilityResponse(one, canonicals, detail),
    },
    request,
    container,
  );
  return page.ok ? page.value.reply : refuse(page.problems);
};
