import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openSearch, type PageAsked, type SearchValues } from './open-search.ts';
import { readDateRange, readReferenceValue } from './search-values.ts';

/** Search criteria for audit entries; all given must match. */
interface AuditSearch extends PageAsked {
  /** Logical id. */
  readonly patient?: string;
  /** Registered id of a client or source. */
  readonly agent?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readAuditSearch = (values: SearchValues): Result<AuditSearch> => {
  const { one, all, page, problems } = openSearch(values, ['patient', 'agent', 'date'], ['date']);
  const patient = one('patient', (value, at) => readReferenceValue(value, ['Patient'], at));
  const agent = one('agent', (value, at) => readReferenceValue(value, ['Device'], at));
  const date = all('date', (given, at) => readDateRange(given, at, true));
  if (problems.length) return refused(...problems);
  if (patient === undefined && agent === undefined)
    return refused({ code: 'required', says: 'Name a patient or an agent.', expression: 'http.patient' });
  return ok({
    ...page,
    ...(patient ? { patient } : {}),
    ...(agent ? { agent } : {}),
    ...(date?.from ? { from: date.from } : {}),
    ...(date?.to ? { to: date.to } : {}),
  });
};
