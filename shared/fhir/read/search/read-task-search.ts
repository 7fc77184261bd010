import { type AuthorizationState, STATES } from '../../../core/model/determination.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import type { Canonicals } from '../../canonical.ts';
import { orderOfTaskId } from '../../write/record/task-id.ts';
import { TASK_STATUS } from '../../write/record/task-status.ts';
import { type Handling, openSearch, type PageAsked, type SearchValues } from './open-search.ts';
import { readDateRange, readReferenceValue, readTokenValue, readWordValues, type TokenValue } from './search-values.ts';

/** Search criteria for authorization records; all given must match. */
interface TaskSearch extends PageAsked {
  /** By `_id`: the order a Task id contains, else the id. */
  readonly records?: readonly (NonNullable<ReturnType<typeof orderOfTaskId>> | string)[];
  readonly orderId?: string;
  /** Logical id. */
  readonly patient?: string;
  /** An identifier of the patient; member numbers are found under any system. */
  readonly member?: TokenValue;
  /** Placer identifier or authorization number. */
  readonly identifier?: TokenValue;
  readonly states?: readonly AuthorizationState[];
  /** Service dates, both included. */
  readonly serviceFrom?: string;
  readonly serviceTo?: string;
}

const STATUSES = [...new Set(Object.values(TASK_STATUS))];
const TASK_STATUS_SYSTEM = 'http://hl7.org/fhir/task-status';

export const TASK_SORTS = ['period', '_lastUpdated', '_id', 'business-status'] as const;

export const readTaskSearch = (values: SearchValues, { base }: Canonicals, handling?: Handling): Result<TaskSearch> => {
  const { one, all, page, problems } = openSearch(
    values,
    ['focus', 'patient', 'patient:identifier', 'identifier', 'business-status', 'status', 'period'],
    { repeating: ['period'], sorts: TASK_SORTS, ...(handling ? { handling } : {}) },
  );
  const orderId = one('focus', (value, at) => readReferenceValue(value, ['ServiceRequest'], at));
  const patient = one('patient', (value, at) => readReferenceValue(value, ['Patient'], at));
  const identifier = one('identifier', readTokenValue);
  const member = one('patient:identifier', readTokenValue);
  const businessStates = one('business-status', (value, at) =>
    readWordValues(value, STATES, `${base}/CodeSystem/authorization-state`, at),
  );
  const statuses = one('status', (value, at) => readWordValues(value, STATUSES, TASK_STATUS_SYSTEM, at));
  const period = all('period', (given, at) => readDateRange(given, at, false));
  if (problems.length) return refused(...problems);
  const states = STATES.filter(
    (state) => (businessStates?.includes(state) ?? true) && (statuses?.includes(TASK_STATUS[state]) ?? true),
  );
  return ok({
    ...page,
    ...(page.ids ? { records: page.ids.map((id) => orderOfTaskId(id) ?? id) } : {}),
    ...(orderId ? { orderId } : {}),
    ...(patient ? { patient } : {}),
    ...(member ? { member } : {}),
    ...(identifier ? { identifier } : {}),
    ...(businessStates || statuses ? { states } : {}),
    ...(period?.from ? { serviceFrom: period.from } : {}),
    ...(period?.to ? { serviceTo: period.to } : {}),
  });
};
