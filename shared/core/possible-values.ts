import type { Reading } from './criteria.ts';
import { addDays, addMonths, addYears } from './dates.ts';
import { COMPUTED } from './evaluation.ts';
import { absent, type Fact, type FactName, type IschemiaTest, known } from './facts.ts';
import { type Comparison, OPERATORS } from './operators.ts';
import { UNKNOWN } from './truth.ts';
import { VOCABULARY } from './vocabulary.ts';

/** One value a fact could turn out to have, and how to say it. */
export interface PossibleValue {
  readonly to: string;
  readonly fact: Fact<unknown>;
}

const NONE: PossibleValue = { to: 'none', fact: absent };
const TEST_RESULTS: readonly NonNullable<IschemiaTest['result']>[] = ['normal', 'abnormal', 'equivocal'];

type Day = readonly [to: string, date: string];

/** A day on either side of an interval; a week beyond, so that a leap day cannot blur it. */
const daysAround = ({ op, operand }: Reading, serviceDate: string): readonly Day[] => {
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

const daysOf = (readings: readonly Reading[], serviceDate: string): readonly Day[] => {
  const days = readings.flatMap((reading) => daysAround(reading, serviceDate));
  return days.length ? days.toSorted(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1)) : [['yes', serviceDate]];
};

const kindsOf = (readings: readonly Reading[], ordered: unknown): readonly string[] => {
  const named = readings.filter(({ part }) => part === 'modality').flatMap(({ operand }) => operand);
  const kinds = [ordered, ...named, 'ecg', 'stress-echo'].filter((kind) => MODALITY_WORDS.includes(String(kind)));
  return [...new Set(kinds.map(String))];
};
const MODALITY_WORDS: readonly string[] = ['ecg', 'stress-echo', 'spect', 'planar', 'pet', 'cmr'];

const testsOf = (readings: readonly Reading[], comparison: Comparison): readonly PossibleValue[] =>
  daysOf(readings, comparison.serviceDate).flatMap(([when, date]) =>
    kindsOf(readings, comparison.valueOf('modality')).flatMap((modality) =>
      TEST_RESULTS.map((result) => ({
        to: `${result} ${modality}, ${when}`,
        fact: known({ date, modality, result }),
      })),
    ),
  );

const numbersOf = (readings: readonly Reading[], probes: readonly number[]): readonly PossibleValue[] => {
  const edges = readings.flatMap(({ operand }) =>
    typeof operand === 'number' ? [operand - 1, operand, operand + 1] : [],
  );
  const values = [...new Set([...edges, ...probes])].sort((a, b) => a - b);
  return values.map((value) => ({ to: String(value), fact: known(value) }));
};

/** Of values no comparison tells apart, the first is enough. */
const distinct = (
  values: readonly PossibleValue[],
  readings: readonly Reading[],
  comparison: Comparison,
): readonly PossibleValue[] => {
  const seen = new Set<string>();
  return values.filter(({ fact }) => {
    const outcomes = readings.map(({ part, op, operand }) => {
      if (fact.is !== 'known') return '-';
      const value = part ? (fact.value as Readonly<Record<string, unknown>>)[part] : fact.value;
      return value === undefined ? UNKNOWN : OPERATORS[op](value, operand, comparison);
    });
    const key = [fact.is, ...outcomes].join();
    return !seen.has(key) && seen.add(key);
  });
};

/**
 * Values on both sides of everything the rules ask of a fact, as their comparisons (`readings`) tell; finite, in a
 * fixed order.
 */
export const possibleValues = (
  name: FactName,
  all: readonly Reading[],
  comparison: Comparison,
): readonly PossibleValue[] => {
  const readings = all.filter(
    ({ fact }) => fact === name || (fact === 'latestRevasc' && COMPUTED[fact]?.includes(name)),
  );
  if (name === 'priorIschemiaTest') return distinct([NONE, ...testsOf(readings, comparison)], readings, comparison);
  const { type, words, probes } = VOCABULARY[name];
  switch (type) {
    case 'boolean':
      return [true, false].map((value) => ({ to: String(value), fact: known(value) }));
    case 'word':
      return (words ?? []).map((value) => ({ to: value, fact: known(value) }));
    case 'number':
      return name === 'age'
        ? numbersOf(readings, probes ?? [])
        : distinct(numbersOf(readings, probes ?? []), readings, comparison);
    case 'event': {
      const days = daysOf(readings, comparison.serviceDate);
      const values = days.map(([to, date]): PossibleValue => ({ to, fact: known({ date }) }));
      return distinct([NONE, ...values], readings, comparison);
    }
    default:
      return [];
  }
};
