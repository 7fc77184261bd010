import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileNecessity } from '../../shared/core/criteria/compile-necessity.ts';
import { compileDefinitions, compileExpression } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { judgeNecessity } from '../../shared/core/criteria/necessity.ts';
import { absent, type Fact, type Facts, known, MODALITIES, unknown } from '../../shared/core/model/facts.ts';
import type { Expression, Program } from '../../shared/core/model/program.ts';
import { MET } from '../../shared/core/model/truth.ts';
import { lintCriteria } from '../../shared/rule-files/lint/lint-criteria.ts';
import { isAlwaysMet, isNeverMet } from '../../shared/rule-files/lint/rule-trial.ts';
import { otherwise, someFacts, someProgram } from '../support/random-rules.ts';
import { bundle, DEFINITIONS } from '../support/rules.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

/** What the lint calls proven must be true for patients it never tried: any age, any day, any list of codes. */

const MODALITY = 'spect';
const USE = [{ definitions: DEFINITIONS, parameters: {}, modalities: [MODALITY] as const }];

const date = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .chain((day) => fc.constantFrom(4, 7, 10).map((length) => day.toISOString().slice(0, length)));
const event = fc.record({ date }, { requiredKeys: [] });
const open = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.oneof({ weight: 6, arbitrary: value.map((one) => known(one)) }, fc.constantFrom(absent, unknown));
const CODES = ['I20.0', 'I20.1', 'I25.110', 'I25.119', 'Z13.6', 'Z02.89', 'Z01.810', 'R07.9', 'I50.22', 'M54.5'];

const patient: fc.Arbitrary<Facts> = fc.record({
  modality: fc.constant(known(MODALITY)),
  age: open(fc.double({ min: 18, max: 100, noNaN: true })),
  sex: open(fc.constantFrom('male' as const, 'female' as const, 'other' as const)),
  bmi: open(fc.double({ min: 10, max: 70, noNaN: true })),
  chestPain: open(fc.constantFrom('cardiac' as const, 'possible-cardiac' as const, 'none' as const)),
  exertionalDyspnea: open(fc.boolean()),
  canExercise: open(fc.boolean()),
  knownCad: open(fc.boolean()),
  priorMi: open(fc.boolean()),
  priorPci: open(event),
  priorCabg: open(event),
  priorIschemiaTest: open(
    fc.record(
      {
        date,
        modality: fc.constantFrom(...MODALITIES),
        result: fc.constantFrom('normal' as const, 'abnormal' as const),
      },
      { requiredKeys: [] },
    ),
  ),
  diagnoses: open(fc.uniqueArray(fc.constantFrom(...CODES), { minLength: 1, maxLength: 4 })),
});

const number = (fact: string, min: number, max: number) =>
  fc.record({
    fact: fc.constant(fact),
    op: fc.constantFrom('below' as const, 'atLeast' as const, 'above' as const, 'atMost' as const),
    value: fc.integer({ min, max }),
  });
const interval = fc.record({
  fact: fc.constantFrom('priorPci', 'priorCabg', 'latestRevasc', 'priorIschemiaTest'),
  op: fc.constantFrom('withinDays' as const, 'withinMonths' as const, 'passedYears' as const),
  value: fc.integer({ min: 1, max: 90 }),
});
const group = fc.constantFrom('dx-screening', 'dx-a', 'dx-b', 'unstable-angina', 'vasospastic-angina', 'dx-preop');
const codes = fc.record({
  fact: fc.constant('diagnoses'),
  op: fc.constantFrom('anyCodeIn' as const, 'allCodesIn' as const),
  value: group,
});
const word = fc.constantFrom<Expression>(
  { fact: 'pretestBand', op: 'is', value: 'high' },
  { fact: 'pretestBand', op: 'in', value: ['low', 'intermediate'] },
  { fact: 'canExercise', op: 'is', value: true },
  { fact: 'priorPci', op: 'exists' },
  { fact: 'priorIschemiaTest.modality', op: 'sameModalityAs', value: 'modality' },
  { fact: 'priorIschemiaTest.result', op: 'is', value: 'normal' },
  { derived: 'symptomatic' },
  { derived: 'asymptomatic' },
  { derived: 'preop' },
);
const guarded = (one: Expression, guard: boolean): Expression =>
  guard && 'fact' in one ? { ...one, unknownAs: 'not-met' } : one;
const leaf: fc.Arbitrary<Expression> = fc
  .tuple(fc.oneof(number('age', 30, 75), number('bmi', 30, 36), interval, codes, word, interval, codes), fc.boolean())
  .map(([one, guard]) => guarded(one, guard));
const signed = fc.tuple(leaf, fc.boolean()).map(([one, no]): Expression => (no ? { not: one } : one));
/** Narrow enough that many can never be met. */
const narrow = fc.array(signed, { minLength: 2, maxLength: 4 }).map((all): Expression => ({ all }));

const truthOf = (expression: Expression, facts: Facts) =>
  compileExpression(expression, {})(new Evaluation(facts, SERVICE_DATE, compileDefinitions(DEFINITIONS), codebook));

test('no patient meets a rule called never met, and every patient meets a rule called always met', () => {
  let never = 0;
  fc.assert(
    fc.property(narrow, fc.array(patient, { minLength: 60, maxLength: 60 }), (expression, patients) => {
      const truths = patients.map((facts) => truthOf(expression, facts));
      if (isNeverMet(expression, USE, codebook)) {
        never += 1;
        expect(truths).not.toContain(MET);
      }
      if (isAlwaysMet({ not: expression }, USE, codebook))
        expect(patients.map((facts) => truthOf({ not: expression }, facts)).every((truth) => truth === MET)).toBe(true);
    }),
    { numRuns: 150, seed: 20_260_512 },
  );
  expect(never).toBeGreaterThan(10);
}, 60_000);

const judge = (program: Program, word: 'not-met' | 'review', facts: Facts) => {
  const rules = bundle({ programs: [program], otherwise: word });
  const evaluation = new Evaluation(facts, SERVICE_DATE, compileDefinitions(rules.definitions), codebook);
  return judgeNecessity(compileNecessity(rules.ruleset.policies.mpi.necessity, rules), evaluation, false);
};

const BANDS = ['against', 'hold', 'supports', 'review'] as const;
const without = (program: Program, id: string): Program => ({
  ...program,
  ...Object.fromEntries(BANDS.map((band) => [band, program[band].filter((one) => one !== id)])),
  ...(program.scoreTable
    ? { scoreTable: { ...program.scoreTable, rows: program.scoreTable.rows.filter((row) => row.id !== id) } }
    : {}),
});

test('a rule said never to decide can be removed without changing a result', () => {
  let idle = 0;
  fc.assert(
    fc.property(
      someProgram,
      otherwise,
      fc.array(someFacts, { minLength: 40, maxLength: 40 }),
      (program, word, patients) => {
        const found = lintCriteria({ path: 'x.json', program, uses: USE }, codebook);
        for (const { says } of found.filter((one) => one.says.includes('is decided by'))) {
          idle += 1;
          const id = /^(?:criteria|scoreTable\.rows)\.([\w-]+):/.exec(says)?.[1] ?? '';
          const left = without(program, id);
          for (const facts of patients) expect(judge(left, word, facts), says).toBe(judge(program, word, facts));
        }
      },
    ),
    { numRuns: 150, seed: 20_260_512 },
  );
  expect(idle).toBeGreaterThan(20);
}, 60_000);
