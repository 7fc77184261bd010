import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openSearch, type PageAsked, type SearchValues } from './open-search.ts';
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

export const readAnswerSearch = (values: SearchValues): Result<AnswerSearchParameters> => {
  const { one, all, page, problems } = openSearch(
    values,
    ['patient', 'patient:identifier', 'request', 'source', 'created'],
    ['created'],
  );
  const patient = one('patient', (value, at) => readReferenceValue(value, ['Patient'], at));
  const member = one('patient:identifier', readTokenValue);
  const orderId = one('request', (value, at) => readReferenceValue(value, ['ServiceRequest'], at));
  const source = one('source', (value) => ok(value));
  const created = all('created', (given, at) => readDateRange(given, at, true));
  if (problems.length) return refused(...problems);
  if (patient === undefined && member === undefined && orderId === undefined)
    return refused({ code: 'required', says: 'Name a patient or a request.', expression: 'http.patient' });
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
