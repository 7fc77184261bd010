import { ACTION_OWNERS, type ActionOwner } from '../../../core/decide/next-action.ts';
import { PEOPLE_STATES, type PeopleState } from '../../../core/decide/people-state.ts';
import { BOUNDS } from '../../../core/model/bounds.ts';
import { addDays } from '../../../core/model/dates.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import type { Canonicals } from '../../canonical.ts';
import { openSearch, type SearchValues } from './open-search.ts';
import { readDateRange, readWordValues } from './search-values.ts';

/** What `GET $worklist` asks for. */
interface ListAsked {
  readonly days: { readonly from: string; readonly to: string };
  readonly wanted: {
    readonly states?: readonly PeopleState[];
    readonly owners?: readonly ActionOwner[];
    readonly assignees?: readonly string[];
  };
  readonly limit: number;
  readonly cursor?: string;
}

/** Rows a page may have. */
const MOST_ROWS = 1_000;
const STATES = Object.keys(PEOPLE_STATES) as readonly PeopleState[];
const BOTH_ENDS = `Give a day (date=2026-06-01), or a first and a last one (date=ge…&date=le…) of at most ${BOUNDS.listedDays} days.`;

const readDays = (given: readonly string[], at: string): Result<ListAsked['days']> => {
  const range = readDateRange(given, at, false);
  if (!range.ok) return range;
  const { from, to } = range.value;
  const fits = from && to && from <= to && to < addDays(from, BOUNDS.listedDays);
  return fits ? ok({ from, to }) : refused({ code: 'value', says: BOTH_ENDS, expression: at });
};

/** Names of people of the desk, separated by commas; an empty one is nobody. */
const readAssignees = (given: string, at: string): Result<readonly string[]> =>
  given.length > BOUNDS.nameCharacters
    ? refused({ code: 'value', says: 'Must be the names of those who have it.', expression: at })
    : ok(given.split(',').map((name) => name.trim()));

/** Parameters of `GET $worklist`; without a day, it is today. */
export const readListAsked = (values: SearchValues, today: string, { base }: Canonicals): Result<ListAsked> => {
  const { one, all, page, problems } = openSearch(values, ['date', 'state', 'owner', 'assignee'], {
    repeating: ['date'],
    largestPage: MOST_ROWS,
  });
  const days = all('date', readDays) ?? { from: today, to: today };
  const states = one('state', (value, at) => readWordValues(value, STATES, `${base}/CodeSystem/people-state`, at));
  const owners = one('owner', (value, at) =>
    readWordValues(value, ACTION_OWNERS, `${base}/CodeSystem/action-owner`, at),
  );
  const assignees = one('assignee', readAssignees);
  if (problems.length) return refused(...problems);
  const wanted = {
    ...(states ? { states } : {}),
    ...(owners ? { owners } : {}),
    ...(assignees ? { assignees } : {}),
  };
  const limit = values._count ? page.limit : MOST_ROWS;
  return ok({ days, wanted, limit, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) });
};
