import type { FactReading } from '../criteria/criteria.ts';
import { type Comparison, compareAbsentHistory, OPERATORS } from '../criteria/operators.ts';
import type { Fact } from '../model/facts.ts';
import { isObject } from '../model/is-object.ts';
import { type Truth, UNKNOWN } from '../model/truth.ts';

/** How a comparison comes out for a known value, or for the part of it that is compared. */
export type Compare = (reading: FactReading, value: unknown) => Truth;
export const compareBy =
  (comparison: Comparison): Compare =>
  ({ op, operand }, value) =>
    OPERATORS[op](value, operand, comparison);

/** Possible values are combinations of few days, kinds and results: each is compared once. Of a whole event only its day is seen. */
export const compareOnceBy = (comparison: Comparison): Compare => {
  const compare = compareBy(comparison);
  const kept = new Map<FactReading, Map<unknown, Truth>>();
  return (reading, value) => {
    const before = kept.get(reading) ?? new Map<unknown, Truth>();
    kept.set(reading, before);
    const visible = isObject(value) ? value.date : value;
    const known = before.get(visible);
    if (known !== undefined) return known;
    const truth = compare(reading, value);
    before.set(visible, truth);
    return truth;
  };
};

export const compared = (fact: Fact<unknown>, reading: FactReading, compare: Compare): Truth => {
  if (fact.is === 'unknown') return UNKNOWN;
  if (fact.is === 'absent') return compareAbsentHistory(reading.op, reading.operand);
  const { part } = reading;
  const value = part ? (fact.value as Readonly<Record<string, unknown>>)[part] : fact.value;
  return value === undefined ? UNKNOWN : compare(reading, value);
};
