import { searchRecords } from '../../shared/app/search/search-records.ts';
import { readTaskSearch } from '../../shared/fhir/read/search/read-task-search.ts';
import { writeTask } from '../../shared/fhir/write/record/write-task.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerPage, searchValues } from '../../shared/handlers/search-page.ts';

export const taskSearch: Handler = async (request, container) => {
  const search = readTaskSearch(searchValues(request), container.canonicals);
  if (!search.ok) return refuse(search.problems);
  const page = await searchRecords(search.value, await tenantOf(request, container), container.ports);
  if (!page.ok) return refuse(page.problems);
  return answerPage(page.value, (record) => writeTask(record, container.canonicals), request, container);
};
