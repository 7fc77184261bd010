import { searchAnswers } from '../../shared/app/search-answers.ts';
import { readAnswerSearch } from '../../shared/fhir/read/read-answer-search.ts';
import { writeEligibilityResponse } from '../../shared/fhir/write/write-eligibility-response.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { refuse } from '../../shared/runtime/reply.ts';
import { answerPage, searchValues } from '../../shared/runtime/search-page.ts';

export const responseSearch: Door = async (request, house) => {
  const search = readAnswerSearch(searchValues(request));
  if (!search.ok) return refuse(search.problems);
  const page = await searchAnswers(search.value, await tenantOf(request, house), house.ports);
  if (!page.ok) return refuse(page.problems);
  return answerPage(page.value, (one) => writeEligibilityResponse(one, house.canonicals), request, house);
};
