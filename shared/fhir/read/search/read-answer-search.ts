import { ok, type Result, refused } from '../../../core/model/result.ts';
import { type Handling, openSearch, type PageAsked, type SearchValues } from './open-search.ts';
import { readDateRange, readReferenceValue, readTokenValue, type TokenValue } from './search-values.ts';

/** Search criteria for stored answers; all given must match. */
interface AnswerSearchParameters extends PageAsked {
  /** Logical id. */
  readonly patient?: string;
  /** An identifier of the patient; member numbers are found under any system. */
  readonly member?: TokenValue;
  readonly orderId?: string;
  /** Source EHR of the order, where several share its id. */
  readonly source?: string;
  readonly createdFrom?: string;
  readonly createdTo?: string;
}

export const ANSWER_SORTS = ['created', '_lastUpdated', '_id'] as const;
const ACCEPTED = ['patient', 'patient:identifier', 'request', 'source', 'created'];

export const readAnswerSearch = (values: SearchValues, handling?: Handling): Result<AnswerSearchParameters> => {
  const { one, all, page, problems } = openSearch(values, ACCEPTED, {
    repeating: ['created'],
    sorts: ANSWER_SORTS,
    ...(handling ? { handling } : {}),
  });
  const patient = one('patient', (value, at) => readReferenceValue(value, ['Patient'], at));
  const member = one('patient:identifier', readTokenValue);
  const orderId = one('request', (value, at) => readReferenceValue(value, ['ServiceRequest'], at));
  const source = one('source', (value) => ok(value));
  const created = all('created', (given, at) => readDateRange(given, at, true));
  if (problems.length) return refused(...problems);
  if (patient === undefined && member === undefined && orderId === undefined && !page.ids)
    return refused({ code: 'required', says: 'Name a patient, a request or an _id.', expression: 'http.patient' });
  return ok({
    ...page,
    ...(patient ? { patient } : {}),
    ...(member ? { member } : {}),
    ...(orderId ? { orderId } : {}),
    ...(source ? { source } : {}),
    ...(created?.from ? { createdFrom: created.from } : {}),
    ...(created?.to ? { createdTo: created.to } : {}),
  });
};
