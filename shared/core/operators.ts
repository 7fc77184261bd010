import type { Codebook } from './codebook.ts';
import { addDays, addMonths, addYears, firstDay, lastDay } from './dates.ts';
import type { DatedEvent } from './facts.ts';
import type { Operator } from './program.ts';
import { agree, MET, NOT_MET, type Truth, truthOf, UNKNOWN } from './truth.ts';

/** What a comparison may look at besides the value: the service date, the diagnosis groups, the other facts. */
export interface Comparison {
  readonly serviceDate: string;
  readonly codebook: Codebook;
  /** The known value of another fact, `undefined` when it has none. */
  valueOf(fact: string): unknown;
}
type Compare = (value: unknown, operand: unknown, comparison: Comparison) => Truth;

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const numeric =
  (compare: (a: number, b: number) => boolean): Compare =>
  (value, operand) =>
    truthOf(compare(asNumber(value), asNumber(operand)));

/** The event's first and last possible day; nothing is recorded after the service it precedes. */
const spanOf = (value: unknown, serviceDate: string): readonly [string, string] | undefined => {
  const date = (value as DatedEvent | undefined)?.date;
  if (!date) return undefined;
  const last = lastDay(date);
  const first = firstDay(date);
  return [first, last > serviceDate && first <= serviceDate ? serviceDate : last];
};

const overSpan =
  (test: (day: string, operand: number, serviceDate: string) => boolean): Compare =>
  (value, operand, { serviceDate }) => {
    const span = spanOf(value, serviceDate);
    return span
      ? agree(test(span[0], asNumber(operand), serviceDate), test(span[1], asNumber(operand), serviceDate))
      : UNKNOWN;
  };

const asSpect = (modality: unknown) => (modality === 'planar' ? 'spect' : modality);

/** The closed list of comparisons. Each sees a known value only; absent and unknown are settled before. */
export const OPERATORS: { readonly [O in Operator]: Compare } = {
  is: (value, operand) => truthOf(value === operand),
  in: (value, operand) => truthOf(Array.isArray(operand) && operand.includes(value)),
  exists: () => MET,
  below: numeric((a, b) => a < b),
  atLeast: numeric((a, b) => a >= b),
  above: numeric((a, b) => a > b),
  atMost: numeric((a, b) => a <= b),
  withinDays: overSpan((day, n, service) => day >= addDays(service, -n) && day <= service),
  withinMonths: overSpan((day, n, service) => day >= addMonths(service, -n) && day <= service),
  /** The anniversary itself is not yet passed. */
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

/** What a fact that was looked for and not found says: a history fact counts as "no". */
export const compareAbsentHistory = (op: Operator, operand: unknown): Truth =>
  op === 'is' && operand === false ? MET : NOT_MET;
