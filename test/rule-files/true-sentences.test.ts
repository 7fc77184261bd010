import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDefinitions } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { assessNecessity } from '../../shared/core/criteria/necessity.ts';
import { outsideCriteria } from '../../shared/core/criteria/outside.ts';
import { absent, type Facts, known, MODALITIES, TEST_MODALITIES, unknown } from '../../shared/core/model/facts.ts';
import { GROUPS, type Policy } from '../../shared/core/model/ruleset.ts';
import { resolvePolicy } from '../../shared/core/policy/resolve-policy.ts';
import { codebook, rules, SERVICE_DATE } from '../support/cases.ts';

/**
 * What a sentence claims about the patient, and facts that contradict it. A sentence is told where its criterion is met
 * or where it decided: then none of its claims may be contradicted by what is known.
 */
const is = (facts: Facts, name: keyof Facts, ...values: readonly unknown[]) => {
  const fact = facts[name];
  return fact?.is === 'known' && (values.length === 0 || values.includes(fact.value));
};
const pain = (facts: Facts) => is(facts, 'chestPain', 'cardiac', 'possible-cardiac');
const ischemic = (facts: Facts) => pain(facts) || is(facts, 'exertionalDyspnea', true);
const anySymptom = (facts: Facts) =>
  ischemic(facts) ||
  is(facts, 'chestPain', 'noncardiac') ||
  is(facts, 'syncope', true) ||
  is(facts, 'palpitations', true);
const disease = (facts: Facts) =>
  is(facts, 'knownCad', true) || is(facts, 'priorMi', true) || is(facts, 'priorPci') || is(facts, 'priorCabg');
const tested = (facts: Facts) => is(facts, 'priorIschemiaTest');

const CLAIMS: readonly (readonly [claim: RegExp, contradicted: (facts: Facts) => boolean])[] = [
  [/\bfirst\b|start with|begin with|initial/i, (facts) => tested(facts) || disease(facts)],
  [/\bno (known )?(symptom|symptoms)\b|without symptoms|still no symptoms/i, anySymptom],
  [/(no|without) ischemic symptom/i, ischemic],
  [/no known (coronary |heart )?disease|or known coronary disease is/i, disease],
  [/no known heart/i, () => true],
  [/no stent or bypass/i, (facts) => is(facts, 'priorPci') || is(facts, 'priorCabg')],
  [
    /no test for ischemia/i,
    (facts) => facts.priorIschemiaTest?.is === 'known' && (facts.priorIschemiaTest.value.date ?? '') > '2024-05-12',
  ],
  [
    /ability to exercise|able to exercise|good exercise capacity/i,
    (facts) => is(facts, 'canExercise', false) && !is(facts, 'functionalCapacityMets'),
  ],
  [/cannot exercise enough/i, (facts) => is(facts, 'canExercise', true)],
  [/readable (resting )?ecg|ecg is readable/i, (facts) => is(facts, 'ecgReadable', false)],
  [
    /screening/i,
    (facts) => ischemic(facts) || disease(facts) || is(facts, 'syncope', true) || is(facts, 'palpitations', true),
  ],
  [/^a drug /i, (facts) => is(facts, 'plannedStress', 'exercise')],
  [/under 18/i, (facts) => facts.age?.is === 'known' && facts.age.value >= 18],
  [/transplant/i, (facts) => !is(facts, 'heartTransplant', true)],
];

const oneOf = <T>(...values: readonly T[]) =>
  fc.oneof(fc.constant(unknown), fc.constant(absent), ...values.map((value) => fc.constant(known(value))));
const dated = oneOf({}, { date: '2026-02-01' }, { date: '2021-01-01' });
const arbitraryFacts = fc.record({
  age: oneOf(-1, 0, 12, 17, 18, 35, 62, 80, 130),
  sex: oneOf('male', 'female'),
  chestPain: oneOf('cardiac', 'possible-cardiac', 'noncardiac', 'none'),
  exertionalDyspnea: oneOf(true, false),
  syncope: oneOf(true, false),
  palpitations: oneOf(true, false),
  symptomsChanged: oneOf('new-or-worse', 'unchanged'),
  canExercise: oneOf(true, false),
  ecgReadable: oneOf(true, false),
  knownCad: oneOf(true, false),
  priorMi: oneOf(true, false),
  priorPci: dated,
  priorCabg: dated,
  priorIschemiaTest: fc
    .tuple(
      fc.constantFrom('2026-05-01', '2025-12-01', '2020-01-01'),
      fc.constantFrom(...TEST_MODALITIES),
      fc.constantFrom('normal', 'abnormal', 'equivocal'),
    )
    .chain(([date, modality, result]) => oneOf({ date, modality, result })),
  preOpSurgeryRisk: oneOf('none', 'low', 'intermediate', 'high'),
  functionalCapacityMets: oneOf(3, 8),
  cadRisk: oneOf('low', 'intermediate', 'high'),
  plannedStress: oneOf('exercise', 'drug'),
  bmi: oneOf(28, 37, 45),
  heartTransplant: oneOf(true, false),
  unstableAngina: oneOf(true, false),
  acsWithin90Days: oneOf(true, false),
  angiographySinceAcs: oneOf(true, false),
  stableNow: oneOf(true, false),
  diagnoses: fc.constantFrom(unknown, known(['I10']), known(['R07.9']), known(['Z01.810']), known(['Z13.6'])),
  modality: fc.constantFrom(...MODALITIES.filter((one) => one !== 'pulmonary')).map((one) => known(one)),
});

/** Sentences told of a patient by every policy for the ordered test. */
const toldOf = (facts: Facts, isMeant: (policy: Policy) => boolean = () => true): readonly string[] =>
  rules.all().flatMap((bundle) =>
    GROUPS.filter((group) => isMeant(bundle.ruleset.policies[group])).flatMap((group) => {
      const policy = resolvePolicy(bundle, group, { facts, serviceDate: SERVICE_DATE, codebook });
      if (policy === 'ambiguous') return [];
      const at = new Evaluation(facts, SERVICE_DATE, compileDefinitions(bundle.definitions), codebook);
      const outside = outsideCriteria(bundle.definitions, policy.policy, at);
      const { trace, otherwiseSays } = outside ?? assessNecessity(policy.necessity, at, false);
      const met = trace.filter(({ result }) => result === 'met').map(({ says }) => says);
      return otherwiseSays ? [...met, otherwiseSays] : met;
    }),
  );

describe('sentences about the patient', () => {
  test('none is told of a patient whose known facts contradict it', () => {
    fc.assert(
      fc.property(arbitraryFacts, (generated) => {
        const facts = generated as Facts;
        for (const says of new Set(toldOf(facts)))
          for (const [claim, contradicted] of CLAIMS)
            if (claim.test(says) && contradicted(facts)) throw new Error(`${says} (${claim})`);
      }),
      { numRuns: 300 },
    );
  });

  test('the facts reach most sentences that claim something', () => {
    const told = new Set(
      fc.sample(arbitraryFacts, { numRuns: 400, seed: 7 }).flatMap((facts) => toldOf(facts as Facts)),
    );
    const claiming = [...told].filter((says) => CLAIMS.some(([claim]) => claim.test(says)));
    expect(claiming.length).toBeGreaterThan(8);
  });

  test('children, ages that cannot be right and transplant patients are judged by no criterion of others', () => {
    fc.assert(
      fc.property(
        arbitraryFacts,
        fc.constantFrom('age', 'heartTransplant'),
        fc.constantFrom(-1, 0, 12, 17, 130),
        (some, by, age) => {
          const facts = {
            ...some,
            ...(by === 'age' ? { age: known(age) } : { heartTransplant: known(true) }),
          } as Facts;
          expect(new Set(toldOf(facts, ({ speaksOf }) => by === 'age' || !speaksOf)).size).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
