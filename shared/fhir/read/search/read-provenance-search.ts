import { ok, type Result, refused } from '../../../core/model/result.ts';
import { orderOfTaskId } from '../../write/record/task-id.ts';
import { type Handling, openSearch, type PageAsked, type SearchValues } from './open-search.ts';

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

export const PROVENANCE_SORTS = ['recorded', '_lastUpdated', '_id'] as const;

export const readProvenanceSearch = (
  values: SearchValues,
  handling?: Handling,
): Result<ProvenanceSearch & { readonly page: PageAsked }> => {
  const { one, page, problems } = openSearch(values, ['target'], {
    sorts: PROVENANCE_SORTS,
    ...(handling ? { handling } : {}),
  });
  const target = one('target', readTarget);
  if (problems.length) return refused(...problems);
  return target ? ok({ ...target, page }) : refused({ code: 'required', says: 'Name a target.', expression });
};
