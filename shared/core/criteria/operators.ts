import type { Codebook } from '../model/codebook.ts';
import { addDays, addMonths, addYears, firstDay, lastDay } from '../model/dates.ts';
import type { DatedEvent } from '../model/facts.ts';
import type { Operator } from '../model/program.ts';
import { agree, MET, NOT_MET, type Truth, truthOf, UNKNOWN } from '../model/truth.ts';

/** What a comparison may read besides the value: the service date, the diagnosis groups, the other facts. */
export interface Comparison {
  readonly serviceDate: string;
  readonly codebook: Codebook;
  /** The known value of another fact, or `undefined`. */
  valueOf(fact: string): unknown;
}
type Compare = (value: unknown, operand: unknown, comparison: Comparison) => Truth;

/** Only numbers are compared. */
const numeric =
  (compare: (a: number, b: number) => boolean): Compare =>
  (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' ? truthOf(compare(value, operand)) : UNKNOWN;

/** A dated event may span several days: compared at its first and last possible day; both must agree. */
const overSpan =
  (test: (day: string, operand: number, serviceDate: string) => boolean): Compare =>
  (value, operand, { serviceDate }) => {
    const date = (value as DatedEvent).date;
    if (!date || typeof operand !== 'number') return UNKNOWN;
    const first = firstDay(date);
    const last = lastDay(date);
    // An event on file happened before the service date, unless its whole span is after it.
    const latest = last > serviceDate && first <= serviceDate ? serviceDate : last;
    return first === latest
      ? truthOf(test(first, operand, serviceDate))
      : agree(test(first, operand, serviceDate), test(latest, operand, serviceDate));
  };

const asSpect = (modality: unknown) => (modality === 'planar' ? 'spect' : modality);

/** The closed list of comparisons. They get known values only; absent and unknown are handled before. */
export const OPERATORS: { readonly [O in Operator]: Compare } = {
  is: (value, operand) => truthOf(value === operand),
  in: (value, operand) => truthOf(Array.isArray(operand) && operand.includes(value)),
  /** The answer `none` says that there is nothing. */
  exists: (value) => truthOf(value !== 'none'),
  below: numeric((a, b) => a < b),
  atLeast: numeric((a, b) => a >= b),
  above: numeric((a, b) => a > b),
  atMost: numeric((a, b) => a <= b),
  withinDays: overSpan((day, n, service) => day >= addDays(service, -n) && day <= service),
  withinMonths: overSpan((day, n, service) => day >= addMonths(service, -n) && day <= service),
  /** On the anniversary itself the years have not passed yet. */
  passedYears: overSpan((day, n, service) => service > addYears(day, n)),
  anyCodeIn: (value, operand, { codebook }) =>
    truthOf(Array.isArray(value) && value.some((code) => codebook.inDiagnosisGroup(String(operand), String(code)))),
  allCodesIn: (value, operand, { codebook }) =>
    truthOf(
      Array.isArray(value) &&
        value.length > 0 &&
        value.every((code) => codebook.inDiagnosisGroup(String(operand), String(code))),
    ),
  sameModalityAs: (value, operand, comparison) => {
    const other = comparison.valueOf(String(operand));
    return other === undefined ? UNKNOWN : truthOf(asSpect(value) === asSpect(other));
  },
};

/** For a fact that was looked for and not found: a history fact counts as "no". */
export const compareAbsentHistory = (op: Operator, operand: unknown): Truth =>
  op === 'is' && operand === false ? MET : NOT_MET;
