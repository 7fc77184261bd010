import { compileExpression, type FactReading } from '../../core/criteria/criteria.ts';
import type { CompiledDefinitions } from '../../core/criteria/evaluation.ts';
import { Evaluation } from '../../core/criteria/evaluation.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import { absent, type Fact, type FactName, known, MODALITIES, type Modality, unknown } from '../../core/model/facts.ts';
import { VOCABULARY } from '../../core/model/vocabulary.ts';
import { codeLists } from './code-lists.ts';
import { eventDates } from './event-dates.ts';

/** Against what rules are tried: the definitions and codes they use, a day, and the kinds of test they are asked about. */
export interface Ground {
  readonly definitions: CompiledDefinitions;
  readonly codebook: Codebook;
  readonly serviceDate: string;
  readonly modalities: readonly Modality[];
  /** Ages at which the pretest table changes. */
  readonly ageSteps: readonly number[];
}

const RESULTS = ['normal', 'abnormal', 'equivocal', undefined] as const;
/** Of these the pretest probability shows more than rules compare; every value is a case of its own. */
const HIDDEN: readonly FactName[] = ['age', 'sex', 'chestPain', 'exertionalDyspnea'];

/** Every threshold, a value between any two, and one on either side of all. */
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
    [...MODALITIES, undefined].flatMap((modality) =>
      RESULTS.map((result) => ({ ...dated, ...(modality ? { modality } : {}), ...(result ? { result } : {}) })),
    ),
  );

const valuesOf = (name: FactName, readings: readonly FactReading[], ground: Ground): readonly unknown[] => {
  if (name === 'priorIschemiaTest') return ischemiaTests(readings, ground.serviceDate);
  if (name === 'modality') return ground.modalities;
  const { type, words = [] } = VOCABULARY[name];
  const operands = readings.map(({ operand }) => operand).filter((one) => typeof one === 'number');
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'word':
      return words;
    case 'number':
      return numbers([...operands, ...(name === 'age' ? ground.ageSteps : [])]);
    case 'event':
      return eventDates(readings, ground.serviceDate);
    case 'codes':
      return codeLists(readings.map(({ operand }) => String(operand)));
    case 'text':
      return texts(readings);
    case 'date':
      return [ground.serviceDate];
  }
};

/** What tells one value from another: how each comparison comes out, and the value itself where more than that shows. */
const fingerprint = (name: FactName, readings: readonly FactReading[], hidden: boolean, ground: Ground) => {
  const raw =
    hidden || name === 'modality' || readings.some(({ fact, op }) => fact !== name || op === 'sameModalityAs');
  const tests = readings
    .filter(({ fact, op }) => fact === name && op !== 'sameModalityAs')
    .map(({ part, op, operand }) =>
      compileExpression({ fact: part ? `${name}.${part}` : name, op, value: operand }, {}),
    );
  return (fact: Fact<unknown>): string => {
    const evaluation = new Evaluation({ [name]: fact }, ground.serviceDate, ground.definitions, ground.codebook);
    const outcomes = tests.map((test) => test(evaluation)).join('');
    return raw ? `${outcomes} ${JSON.stringify(fact)}` : outcomes;
  };
};

/**
 * Every value a fact can have that some comparison tells from the others: known ones, none found, not known. Of values
 * no comparison tells apart the first stands for all, so that trying these is trying everything.
 * @param readings all comparisons made of the fact, those of facts computed from it included.
 */
export const factDomain = (
  name: FactName,
  readings: readonly FactReading[],
  ground: Ground,
): readonly Fact<unknown>[] => {
  const computed = readings.some(({ fact }) => fact.startsWith('pretest'));
  const own = readings.filter(({ fact }) => !fact.startsWith('pretest'));
  const print = fingerprint(name, own, computed && HIDDEN.includes(name), ground);
  const seen = new Set<string>();
  const values = valuesOf(name, own, ground).map((value) => known(value));
  // The kind of test comes with its code: a rule is never asked without it.
  const candidates = name === 'modality' ? values : [...values, absent, unknown];
  return candidates.filter((fact) => {
    const mark = print(fact);
    return !seen.has(mark) && seen.add(mark);
  });
};
