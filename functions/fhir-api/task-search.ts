import { searchRecords } from '../../shared/app/search-records.ts';
import { readTaskSearch } from '../../shared/fhir/read/read-task-search.ts';
import { writeTask } from '../../shared/fhir/write/write-task.ts';
import { tenantOf } from '../../shared/runtime/caller.ts';
import type { Door } from '../../shared/runtime/door.ts';
import { refuse } from '../../shared/runtime/reply.ts';
import { answerPage, searchValues } from '../../shared/runtime/search-page.ts';

export const taskSearch: Door = async (request, house) => {
  const search = readTaskSearch(searchValues(request), house.canonicals);
  if (!search.ok) return refuse(search.problems);
  const page = await searchRecords(search.value, await tenantOf(request, house), house.ports);
  if (!page.ok) return refuse(page.problems);
  return answerPage(page.value, (record) => writeTask(record, house.canonicals), request, house);
};
