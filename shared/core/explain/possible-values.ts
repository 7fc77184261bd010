import type { AskedFact } from '../criteria/asked-facts.ts';
import type { FactReading } from '../criteria/criteria.ts';
import { type Comparison, OPERATORS } from '../criteria/operators.ts';
import { isAnginal } from '../criteria/pretest.ts';
import { addDays, addMonths, addYears } from '../model/dates.ts';
import { absent, type Fact, type IschemiaTest, known } from '../model/facts.ts';
import { UNKNOWN } from '../model/truth.ts';
import { VOCABULARY } from '../model/vocabulary.ts';

/** A value a fact could have, and how to say it. */
export interface PossibleValue {
  readonly to: string;
  readonly fact: Fact<unknown>;
}

const NONE: PossibleValue = { to: 'none', fact: absent };
const TEST_RESULTS: readonly NonNullable<IschemiaTest['result']>[] = ['normal', 'abnormal', 'equivocal'];

type Day = readonly [to: string, date: string];

/** The edge of an interval and a week beyond it, so that a leap day does not matter. */
const daysAround = ({ op, operand }: FactReading, serviceDate: string): readonly Day[] => {
  if (typeof operand !== 'number') return [];
  const around = (within: string, beyond: string, edge: string): readonly Day[] => [
    [within, edge],
    [beyond, addDays(edge, -7)],
  ];
  switch (op) {
    case 'withinDays':
      return around(`within ${operand} days`, `more than ${operand} days ago`, addDays(serviceDate, -operand));
    case 'withinMonths':
      return around(`within ${operand} months`, `more than ${operand} months ago`, addMonths(serviceDate, -operand));
    case 'passedYears':
      return around(`at most ${operand} years ago`, `more than ${operand} years ago`, addYears(serviceDate, -operand));
    default:
      return [];
  }
};

const daysOf = (readings: readonly FactReading[], serviceDate: string): readonly Day[] => {
  const days = readings.flatMap((reading) => daysAround(reading, serviceDate));
  return days.length ? days.toSorted(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1)) : [['yes', serviceDate]];
};

/** The ordered modality, and those a comparison names. */
const kindsOf = (readings: readonly FactReading[], ordered: unknown): readonly string[] => {
  const named = readings.filter(({ part, op }) => part === 'modality' && op === 'is').map(({ operand }) => operand);
  return [...new Set([ordered, ...named].filter((kind) => kind !== undefined).map(String))];
};

const testsOf = (readings: readonly FactReading[], comparison: Comparison): readonly PossibleValue[] =>
  daysOf(readings, comparison.serviceDate).flatMap(([when, date]) =>
    kindsOf(readings, comparison.valueOf('modality')).flatMap((modality) =>
      TEST_RESULTS.map((result) => ({
        to: `${result} ${modality}, ${when}`,
        fact: known({ date, modality, result }),
      })),
    ),
  );

const numbersOf = (readings: readonly FactReading[], probes: readonly number[]): readonly PossibleValue[] => {
  const edges = readings.flatMap(({ operand }) =>
    typeof operand === 'number' ? [operand - 1, operand, operand + 1] : [],
  );
  const values = [...new Set([...edges, ...probes])].sort((a, b) => a - b);
  return values.map((value) => ({ to: String(value), fact: known(value) }));
};

const allOf = ({ name, readings }: AskedFact, comparison: Comparison): readonly PossibleValue[] => {
  if (name === 'priorIschemiaTest') return [NONE, ...testsOf(readings, comparison)];
  const { type, words, probes } = VOCABULARY[name];
  switch (type) {
    case 'boolean':
      return [true, false].map((value) => ({ to: String(value), fact: known(value) }));
    case 'word':
      return (words ?? []).map((value) => ({ to: value, fact: known(value) }));
    case 'number':
      return numbersOf(readings, probes ?? []);
    case 'event':
      return [NONE, ...daysOf(readings, comparison.serviceDate).map(([to, date]) => ({ to, fact: known({ date }) }))];
    default:
      return [];
  }
};

/** How the rules' comparisons evaluate for a value; equal = no rule can tell the two apart. */
const outcomesOf = (fact: Fact<unknown>, { name, readings, hidden }: AskedFact, comparison: Comparison): string => {
  if (fact.is !== 'known') return fact.is;
  const compare = ({ part, op, operand }: AskedFact['readings'][number]) => {
    const value = part ? (fact.value as Readonly<Record<string, unknown>>)[part] : fact.value;
    return value === undefined ? UNKNOWN : OPERATORS[op](value, operand, comparison);
  };
  const computed = name === 'chestPain' ? isAnginal(fact.value) : JSON.stringify(fact.value);
  return `${hidden ? computed : ''} ${readings.map(compare).join('')}`;
};

interface Remembered {
  readonly serviceDate: string;
  readonly modality: unknown;
  readonly values: readonly (PossibleValue & { readonly outcomes: string })[];
}
/** The values for the last date and modality requested. */
const remembered = new WeakMap<AskedFact, Remembered>();

const distinctValues = (asked: AskedFact, comparison: Comparison): Remembered['values'] => {
  const { serviceDate } = comparison;
  const modality = comparison.valueOf('modality');
  const before = remembered.get(asked);
  if (before?.serviceDate === serviceDate && before.modality === modality) return before.values;
  const byOutcomes = new Map<string, PossibleValue & { outcomes: string }>();
  for (const value of allOf(asked, comparison)) {
    const outcomes = outcomesOf(value.fact, asked, comparison);
    if (!byOutcomes.has(outcomes)) byOutcomes.set(outcomes, { ...value, outcomes });
  }
  const values = [...byOutcomes.values()];
  remembered.set(asked, { serviceDate, modality, values });
  return values;
};

/**
 * Values on both sides of every comparison of a fact; finite, in a fixed order. Of values that no rule tells apart only
 * the first is kept; those equivalent to the current value are dropped.
 */
export const possibleValues = (
  asked: AskedFact,
  now: Fact<unknown> | undefined,
  comparison: Comparison,
): readonly PossibleValue[] => {
  const values = distinctValues(asked, comparison);
  if (!now || now.is === 'unknown') return values;
  const outcomes = outcomesOf(now, asked, comparison);
  return values.filter((value) => value.outcomes !== outcomes);
};
