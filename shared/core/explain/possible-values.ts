import type { FactReading } from '../criteria/criteria.ts';
import type { Comparison } from '../criteria/operators.ts';
import { addDays, addMonths, addYears } from '../model/dates.ts';
import { absent, type Fact, type FactName, type IschemiaTest, known } from '../model/facts.ts';
import { VOCABULARY } from '../model/vocabulary.ts';

/** A value a fact could have, and how to say it. */
export interface PossibleValue {
  readonly to: string;
  readonly fact: Fact<unknown>;
}

/** What is compared of a fact. */
interface Compared {
  readonly name: FactName;
  readonly readings: readonly FactReading[];
  /** First ages of the rows of the pretest table. */
  readonly ages: readonly number[];
}

const NONE: PossibleValue = { to: 'none', fact: absent };
const TEST_RESULTS: readonly NonNullable<IschemiaTest['result']>[] = ['normal', 'abnormal', 'equivocal'];

/** The first day an interval still includes. */
const edgeOf = ({ op, operand }: FactReading, serviceDate: string): string | undefined => {
  if (typeof operand !== 'number') return undefined;
  switch (op) {
    case 'withinDays':
      return addDays(serviceDate, -operand);
    case 'withinMonths':
      return addMonths(serviceDate, -operand);
    case 'passedYears':
      return addYears(serviceDate, -operand);
    default:
      return undefined;
  }
};

type Day = readonly [to: string, date: string];

const UNITS: Readonly<Partial<Record<FactReading['op'], readonly [within: string, unit: string]>>> = {
  withinDays: ['within', 'days'],
  withinMonths: ['within', 'months'],
  passedYears: ['at most', 'years'],
};

/** The edge of an interval and a week beyond it, so that a leap day does not matter. */
const daysAround = (reading: FactReading, serviceDate: string): readonly Day[] => {
  const edge = edgeOf(reading, serviceDate);
  const [within = '', unit = ''] = UNITS[reading.op] ?? [];
  if (edge === undefined) return [];
  const ago = within === 'within' ? '' : ' ago';
  return [
    [`${within} ${reading.operand} ${unit}${ago}`, edge],
    [`more than ${reading.operand} ${unit} ago`, addDays(edge, -7)],
  ];
};

const daysOf = (readings: readonly FactReading[], serviceDate: string): readonly Day[] => {
  const days = readings.flatMap((reading) => daysAround(reading, serviceDate));
  return days.length ? days.toSorted(([, a], [, b]) => (a === b ? 0 : a < b ? 1 : -1)) : [['yes', serviceDate]];
};

/** The ordered modality, those a comparison names, and one that is none of them. */
const kindsOf = (readings: readonly FactReading[], ordered: unknown): readonly string[] => {
  const named = readings.filter(({ part, op }) => part === 'modality' && op === 'is').map(({ operand }) => operand);
  const listed = readings
    .filter(({ part, op }) => part === 'modality' && op === 'in')
    .flatMap(({ operand }) => operand);
  return [...new Set([ordered, ...named, ...listed].filter((kind) => kind !== undefined).map(String)), 'other'];
};

const testsOf = (readings: readonly FactReading[], comparison: Comparison): readonly PossibleValue[] =>
  daysOf(readings, comparison.serviceDate).flatMap(([when, date]) =>
    kindsOf(readings, comparison.valueOf('modality')).flatMap((modality) =>
      TEST_RESULTS.map((result) => ({
        to: `${result} ${modality === 'other' ? 'test of another kind' : modality}, ${when}`,
        fact: known({ date, modality, result }),
      })),
    ),
  );

const OLDEST = 120;
const isAge = (age: number): boolean => age >= 0 && age <= OLDEST;

/** Whole numbers on both sides of every threshold, and between them for those measured in fractions. */
const numbersOf = ({ name, readings, ages }: Compared): readonly PossibleValue[] => {
  const operands = readings.flatMap(({ operand }) => (typeof operand === 'number' ? [operand] : []));
  const starts = name === 'age' ? ages : [];
  const edges = operands.flatMap((operand) => [operand - 1, operand, operand + 1]);
  const whole = [
    ...edges,
    ...starts,
    ...starts.slice(0, 1).map((first) => first - 1),
    ...(VOCABULARY[name].probes ?? []),
  ];
  const sorted = [...new Set(whole)].sort((a, b) => a - b);
  if (name === 'age') return sorted.filter(isAge).map((value) => ({ to: String(value), fact: known(value) }));
  const between = sorted.slice(1).map((value, index) => (value + (sorted[index] ?? value)) / 2);
  return [...sorted, ...between].map((value) => ({ to: String(value), fact: known(value) }));
};

const SEXES = ['male', 'female'];

/**
 * Values on both sides of every comparison of a fact; finite, in a fixed order, some of them alike to the comparisons.
 * Only values that a patient can truly have: an event has its day, a test its kind and result.
 */
export const possibleValues = (compared: Compared, comparison: Comparison): readonly PossibleValue[] => {
  const { name, readings } = compared;
  if (name === 'priorIschemiaTest') return [NONE, ...testsOf(readings, comparison)];
  const { kind, type, words } = VOCABULARY[name];
  switch (type) {
    case 'boolean':
      return [true, false].map((value) => ({ to: String(value), fact: known(value) }));
    case 'word':
      return (name === 'sex' ? SEXES : (words ?? [])).map((value) => ({ to: value, fact: known(value) }));
    case 'number':
      return numbersOf(compared);
    case 'event':
      return [
        ...(kind === 'history' ? [NONE] : []),
        ...daysOf(readings, comparison.serviceDate).map(([to, date]) => ({ to, fact: known({ date }) })),
      ];
    default:
      return [];
  }
};
