import { BOUNDS } from '../../../core/model/bounds.ts';
import { addDays } from '../../../core/model/dates.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openSearch, type PageAsked, type SearchValues } from '../../read/search/open-search.ts';
import { readDateRange } from '../../read/search/search-values.ts';

/** Local dates, both included. */
interface Period {
  readonly from: string;
  readonly to: string;
}

interface MetricsAsked {
  readonly period: Period;
  readonly page: PageAsked;
}

const NEEDED = 'Name the period: a year, a month, a day, or two with ge and le.';
const TOO_LONG = `A period has at most ${BOUNDS.measuredDays} days.`;

const readPeriod = (given: readonly string[], at: string): Result<Period> => {
  const range = readDateRange(given, at, false);
  if (!range.ok) return range;
  const { from, to } = range.value;
  if (from === undefined || to === undefined) return refused({ code: 'required', says: NEEDED, expression: at });
  if (to < from) return refused({ code: 'value', says: 'The period ends before it begins.', expression: at });
  return to > addDays(from, BOUNDS.measuredDays - 1)
    ? refused({ code: 'value', says: TOO_LONG, expression: at })
    : ok({ from, to });
};

/** Parameters of `$pas-metric-data` and `$pas-metric-report`: local days of receipt, both included. */
export const readMetricsAsked = (values: SearchValues): Result<MetricsAsked> => {
  const { all, page, problems } = openSearch(values, ['period'], { repeating: ['period'] });
  const period = all('period', readPeriod);
  if (problems.length) return refused(...problems);
  return period ? ok({ period, page }) : refused({ code: 'required', says: NEEDED, expression: 'http.period' });
};
