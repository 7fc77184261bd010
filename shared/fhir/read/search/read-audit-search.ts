import { ok, type Result, refused } from '../../../core/model/result.ts';
import { type Handling, openSearch, type PageAsked, type SearchValues } from './open-search.ts';
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

export const AUDIT_SORTS = ['date', '_lastUpdated', '_id'] as const;

export const readAuditSearch = (values: SearchValues, handling?: Handling): Result<AuditSearch> => {
  const { one, all, page, problems } = openSearch(values, ['patient', 'agent', 'date'], {
    repeating: ['date'],
    sorts: AUDIT_SORTS,
    ...(handling ? { handling } : {}),
  });
  const patient = one('patient', (value, at) => readReferenceValue(value, ['Patient'], at));
  const agent = one('agent', (value, at) => readReferenceValue(value, ['Device'], at));
  const date = all('date', (given, at) => readDateRange(given, at, true));
  if (problems.length) return refused(...problems);
  if (patient === undefined && agent === undefined && !page.ids)
    return refused({ code: 'required', says: 'Name a patient, an agent or an _id.', expression: 'http.patient' });
  return ok({
    ...page,
    ...(patient ? { patient } : {}),
    ...(agent ? { agent } : {}),
    ...(date?.from ? { from: date.from } : {}),
    ...(date?.to ? { to: date.to } : {}),
  });
};
