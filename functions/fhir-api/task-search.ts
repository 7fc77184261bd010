import { arrange } from '../../shared/app/search/arrange.ts';
import { searchRecords } from '../../shared/app/search/search-records.ts';
import { readTaskSearch } from '../../shared/fhir/read/search/read-task-search.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { answerSearch, handlingOf, searchValues } from '../../shared/handlers/search-page.ts';
import { TASK_KEYS } from '../../shared/handlers/sort-keys.ts';
import { taskWriter } from '../../shared/handlers/task-of.ts';

export const taskSearch: Handler = async (request, container) => {
  const { canonicals, ports } = container;
  const { receivedAt } = request;
  const search = readTaskSearch(searchValues(request), canonicals, handlingOf(request));
  if (!search.ok) return refuse(search.problems);
  const tenant = await tenantOf(request, container);
  const find = (asked: typeof search.value) => arrange(asked, TASK_KEYS, (one) => searchRecords(one, tenant, ports));
  const write = await taskWriter({ tenant, receivedAt }, container);
  return answerSearch(search.value, find, write, { request, container });
};
