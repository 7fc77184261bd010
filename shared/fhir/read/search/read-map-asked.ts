import { ok, type Result, refused } from '../../../core/model/result.ts';
import { checkDate } from '../../structure/check-date.ts';
import { openSearch, type SearchValues } from './open-search.ts';

const DAY_LENGTH = 10;

const readDay = (value: string, at: string): Result<string> => {
  const says = checkDate(value) ?? (value.length < DAY_LENGTH ? 'must be a whole date such as 2026-05-12' : undefined);
  return says ? refused({ code: 'value', says: `The date ${says}.`, expression: at }) : ok(value);
};

/** Parameters of `$coverage-map`: the day, the payers, and the group of tests whose criteria are wanted. */
export const readMapAsked = (
  values: SearchValues,
  today: string,
): Result<{ readonly date: string; readonly payers: readonly string[]; readonly group?: string }> => {
  const { one, all, problems } = openSearch(values, ['date', 'payer', 'group'], { repeating: ['payer'] });
  const date = one('date', readDay) ?? today;
  const payers = all('payer', (given) => ok(given)) ?? [];
  const group = one('group', (given) => ok(given));
  return problems.length ? refused(...problems) : ok({ date, payers, ...(group === undefined ? {} : { group }) });
};
