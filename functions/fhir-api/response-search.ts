import { searchAnswers } from '../../shared/app/search/search-answers.ts';
import { readAnswerSearch } from '../../shared/fhir/read/search/read-answer-search.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/answer/write-eligibility-response.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerPage, searchValues } from '../../shared/handlers/search-page.ts';

export const responseSearch: Handler = async (request, container) => {
  const search = readAnswerSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const page = await searchAnswers(search.value, await tenantOf(request, container), container.ports);
  if (!page.ok) return refuse(page.problems);
  return answerPage(page.value, (one) => writeEligibilityResponse(one, container.canonicals), request, container);
};
