import { addDays, firstDay, lastDay } from '../../../core/model/dates.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';

/** Readers for values of search parameters as R4 writes them; `at` names the parameter (`http.<name>`). */

const wrong = (says: string, at: string): Result<never> => refused({ code: 'value', says, expression: at });

/** `Patient/1`, `https://ehr.example/fhir/Patient/1` and `1` all give `1`. */
export const readReferenceValue = (value: string, types: readonly string[], at: string): Result<string> => {
  const parts = value.replace(/\/_history\/[^/]*$/, '').split('/');
  const id = parts.at(-1) ?? '';
  const fits = parts.length === 1 || types.includes(parts.at(-2) ?? '');
  return fits && /^[^|,\s]+$/.test(id) ? ok(id) : wrong(`Must be an id or a reference to ${types.join(' or ')}.`, at);
};

export interface TokenValue {
  /** Missing: any; empty: none. */
  readonly system?: string;
  readonly value: string;
}

export const readTokenValue = (token: string, at: string): Result<TokenValue> => {
  const bar = token.indexOf('|');
  const value = token.slice(bar + 1);
  if (!value) return wrong('Must name a value: value, system|value or |value.', at);
  return ok(bar < 0 ? { value } : { system: token.slice(0, bar), value });
};

/** One or several codes of one code system, separated by commas: any of them matches. */
export const readWordValues = <W extends string>(
  given: string,
  words: readonly W[],
  system: string,
  at: string,
): Result<readonly W[]> => {
  const found: W[] = [];
  for (const token of given.split(',')) {
    const read = readTokenValue(token, at);
    if (!read.ok) return read;
    const word = words.find((one) => one === read.value.value);
    if (!word) return wrong(`Must be one of ${words.join(', ')}.`, at);
    if (read.value.system !== undefined && read.value.system !== system) return wrong(`Its system is ${system}.`, at);
    found.push(word);
  }
  return ok(found);
};

/** From `from` to `to`, both included: days, or instants in UTC truncated to seconds. */
interface DateRange {
  readonly from?: string;
  readonly to?: string;
}
const DATE =
  /^(eq|ge|le|gt|lt|sa|eb)?(\d{4}(?:-\d{2}(?:-\d{2})?)?)(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

const secondsOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19);

const isDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
};

interface Moment {
  readonly prefix: string;
  readonly first: string;
  readonly last: string;
  /** Start of the next or the previous unit of this precision. */
  readonly step: (from: string, by: 1 | -1) => string;
}

const readMoment = (value: string, times: boolean): Moment | undefined => {
  const [, prefix = 'eq', date = '', time, zone] = DATE.exec(value) ?? [];
  const first = firstDay(date);
  if (!date || !isDay(first)) return undefined;
  if (time === undefined) return { prefix, first, last: lastDay(date), step: addDays };
  const instant = Date.parse(`${date}${time}${zone ? '' : 'Z'}`);
  if (!times || Number.isNaN(instant)) return undefined;
  const second = secondsOf(instant);
  return { prefix, first: second, last: second, step: (from, by) => secondsOf(Date.parse(`${from}Z`) + by * 1_000) };
};

const rangeOf = ({ prefix, first, last, step }: Moment): DateRange => {
  if (prefix === 'eq') return { from: first, to: last };
  if (prefix === 'ge') return { from: first };
  if (prefix === 'le') return { to: last };
  return prefix === 'gt' || prefix === 'sa' ? { from: step(last, 1) } : { to: step(first, -1) };
};

/** Every value given must match, so the latest start and the earliest end count. `times`: instants are allowed. */
export const readDateRange = (values: readonly string[], at: string, times: boolean): Result<DateRange> => {
  const moments = values.map((value) => readMoment(value, times));
  const ranges = moments.flatMap((moment) => (moment ? [rangeOf(moment)] : []));
  if (ranges.length < values.length)
    return wrong(
      `Must be a year, month${times ? ', day or instant' : ' or day'}, with a prefix (eq, ge, le, gt, lt, sa, eb) or none.`,
      at,
    );
  const from = ranges
    .flatMap((range) => range.from ?? [])
    .sort()
    .at(-1);
  const to = ranges.flatMap((range) => range.to ?? []).sort((a, b) => (`${a}~` < `${b}~` ? -1 : 1))[0];
  return ok({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
};
