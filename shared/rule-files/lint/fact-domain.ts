import { compileExpression, type FactReading } from '../../core/criteria/criteria.ts';
import type { CompiledDefinitions } from '../../core/criteria/evaluation.ts';
import { Evaluation } from '../../core/criteria/evaluation.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import {
  absent,
  type Fact,
  type FactName,
  known,
  type Modality,
  TEST_MODALITIES,
  unknown,
} from '../../core/model/facts.ts';
import { VOCABULARY } from '../../core/model/vocabulary.ts';
import { codeLists } from './code-lists.ts';
import { eventDates } from './event-dates.ts';

/** What rules are tried with: their definitions and codes, a service date, and the modalities they apply to. */
export interface TrialContext {
  readonly definitions: CompiledDefinitions;
  readonly codebook: Codebook;
  readonly serviceDate: string;
  readonly modalities: readonly Modality[];
  /** Ages at which the pretest table changes. */
  readonly ageSteps: readonly number[];
}

const RESULTS = ['normal', 'abnormal', 'equivocal', undefined] as const;
/** Pretest probability depends on these beyond what rules compare, so every value is its own case. */
const PRETEST_INPUTS: readonly FactName[] = ['age', 'sex', 'chestPain', 'exertionalDyspnea'];

/** Every threshold, a value between neighbors, and one beyond each end. */
const numbers = (thresholds: readonly number[]): readonly number[] => {
  const sorted = [...new Set(thresholds)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  return [first - 1, ...sorted.flatMap((one, index) => [one, (one + (sorted[index + 1] ?? one + 2)) / 2])];
};

const texts = (readings: readonly FactReading[]): readonly string[] => [
  ...new Set(readings.flatMap(({ operand }) => operand).filter((one) => typeof one === 'string')),
  'something else',
];

const ischemiaTests = (readings: readonly FactReading[], serviceDate: string): readonly unknown[] =>
  eventDates(readings, serviceDate).flatMap((dated) =>
    [...TEST_MODALITIES, undefined].flatMap((modality) =>
      RESULTS.map((result) => ({ ...dated, ...(modality ? { modality } : {}), ...(result ? { result } : {}) })),
    ),
  );

const valuesOf = (name: FactName, readings: readonly FactReading[], context: TrialContext): readonly unknown[] => {
  if (name === 'priorIschemiaTest') return ischemiaTests(readings, context.serviceDate);
  if (name === 'modality') return context.modalities;
  const { type, words = [] } = VOCABULARY[name];
  const operands = readings.map(({ operand }) => operand).filter((one) => typeof one === 'number');
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'word':
      return words;
    case 'number':
      return numbers([...operands, ...(name === 'age' ? context.ageSteps : [])]);
    case 'event':
      return eventDates(readings, context.serviceDate);
    case 'codes':
      return codeLists(readings.map(({ operand }) => String(operand)));
    case 'text':
      return texts(readings);
    case 'date':
      return [context.serviceDate];
  }
};

/** What distinguishes values: the outcome of each comparison, and the value itself where more than that matters. */
const fingerprint = (name: FactName, readings: readonly FactReading[], hidden: boolean, context: TrialContext) => {
  const raw =
    hidden || name === 'modality' || readings.some(({ fact, op }) => fact !== name || op === 'sameModalityAs');
  const tests = readings
    .filter(({ fact, op }) => fact === name && op !== 'sameModalityAs')
    .map(({ part, op, operand }) =>
      compileExpression({ fact: part ? `${name}.${part}` : name, op, value: operand }, {}),
    );
  return (fact: Fact<unknown>): string => {
    const evaluation = new Evaluation({ [name]: fact }, context.serviceDate, context.definitions, context.codebook);
    const outcomes = tests.map((test) => test(evaluation)).join('');
    return raw ? `${outcomes} ${JSON.stringify(fact)}` : outcomes;
  };
};

/**
 * Every value of a fact that some comparison distinguishes: known ones, absent, unknown. The first of several
 * indistinguishable values represents all, so trying these covers everything.
 * @param readings all comparisons made of the fact, including those of facts computed from it.
 */
export const factDomain = (
  name: FactName,
  readings: readonly FactReading[],
  context: TrialContext,
): readonly Fact<unknown>[] => {
  const computed = readings.some(({ fact }) => fact.startsWith('pretest'));
  const own = readings.filter(({ fact }) => !fact.startsWith('pretest'));
  const fingerprintOf = fingerprint(name, own, computed && PRETEST_INPUTS.includes(name), context);
  const seen = new Set<string>();
  const values = valuesOf(name, own, context).map((value) => known(value));
  // The modality comes with the code: a rule is never evaluated without it.
  const candidates = name === 'modality' ? values : [...values, absent, unknown];
  return candidates.filter((fact) => {
    const mark = fingerprintOf(fact);
    return !seen.has(mark) && seen.add(mark);
  });
};
