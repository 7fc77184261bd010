import { ok, type Result, refused } from '../../../core/model/result.ts';
import { orderOfTaskId } from '../../write/record/task-id.ts';
import { openSearch, type SearchValues } from './open-search.ts';

/** Whose determinations are searched: an order by its id, or the order of a Task. */
interface ProvenanceSearch {
  readonly orderId: string;
  readonly source?: string;
}

const says = 'Must be Task/id or ServiceRequest/id.';
const expression = 'http.target';

const readTarget = (value: string): Result<ProvenanceSearch> => {
  const [id = '', type = ''] = value.split('/').reverse();
  if (type === 'ServiceRequest' && id) return ok({ orderId: id });
  const order = type === 'Task' ? orderOfTaskId(id) : undefined;
  return order ? ok(order) : refused({ code: 'value', says, expression });
};

export const readProvenanceSearch = (values: SearchValues): Result<ProvenanceSearch> => {
  const { one, problems } = openSearch(values, ['target']);
  const target = one('target', readTarget);
  if (problems.length) return refused(...problems);
  return target ? ok(target) : refused({ code: 'required', says: 'Name a target.', expression });
};
