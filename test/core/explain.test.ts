import { describe, expect, test } from 'vitest';
import { explain } from '../../shared/core/explain/explain.ts';
import { absent, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import type { Expression } from '../../shared/core/model/program.ts';
import { all, any, bundle, guard, isTrue, line, not, program, without } from '../support/rules.ts';

const factsOf = (questions: readonly { readonly fact: FactName }[]) => questions.map(({ fact }) => fact);

describe('what is missing', () => {
  const supports = (...parts: readonly Expression[]) => bundle({ programs: [program({ supports: [all(...parts)] })] });

  test('a fact that decides alone', () => {
    const asked = line({ bundle: supports(isTrue('canExercise')) });
    expect(explain(asked)).toMatchObject({
      missing: [{ fact: 'canExercise', question: 'Can the patient exercise enough for a treadmill or bicycle test?' }],
      wouldChange: [
        { fact: 'canExercise', to: 'true', advice: 'pa-likely-approve' },
        { fact: 'canExercise', to: 'false', advice: 'manual-review' },
      ],
    });
  });
  /** Met where an odd number of the facts is true: only all of them together decide. */
  const odd = ([first, ...rest]: readonly string[]): Expression =>
    first === undefined ? any() : any(all(isTrue(first), not(odd(rest))), all(not(isTrue(first)), odd(rest)));
  test('facts that decide only together, after one that decides alone', () => {
    const rules = bundle({
      programs: [program({ hold: [guard('syncope')], supports: [odd(['canExercise', 'ecgReadable'])] })],
      otherwise: 'not-met',
    });
    const { missing } = explain(line({ bundle: rules }));
    expect(factsOf(missing).sort()).toEqual(['canExercise', 'ecgReadable', 'syncope']);
  });
  test('three that decide only together', () => {
    const names: readonly FactName[] = ['canExercise', 'ecgReadable', 'stableNow'];
    const rules = bundle({ programs: [program({ supports: [odd(names)] })], otherwise: 'not-met' });
    expect(factsOf(explain(line({ bundle: rules })).missing)).toEqual(names);
  });
  test('the question after which least is open comes first', () => {
    const rules = bundle({
      programs: [
        program({
          supports: [
            all(isTrue('canExercise'), isTrue('ecgReadable')),
            all(isTrue('canExercise'), isTrue('stableNow')),
          ],
        }),
      ],
      otherwise: 'not-met',
    });
    expect(factsOf(explain(line({ bundle: rules })).missing)[0]).toBe('canExercise');
  });
  test('nothing that cannot change the word', () => {
    const asked = line({ bundle: supports(isTrue('canExercise')), facts: { canExercise: known(true) } });
    expect(explain(asked).missing).toEqual([]);
  });
  test('nothing of what was looked for and not found', () => {
    const asked = line({ bundle: supports(isTrue('syncope')), facts: { syncope: absent } });
    expect(explain(asked).missing).toEqual([]);
    expect(explain(asked).wouldChange).toEqual([{ fact: 'syncope', to: 'true', advice: 'pa-likely-approve' }]);
  });
  test('a judgement nobody made, though looked for', () => {
    const asked = line({ bundle: supports(isTrue('canExercise')), facts: { canExercise: absent } });
    expect(factsOf(explain(asked).missing)).toEqual(['canExercise']);
  });
  test('what a benefit rule or an exception depends on', () => {
    const excluded = {
      id: 'WC',
      when: not(isTrue('compensableInjury')),
      effect: 'excluded',
      says: 'x',
      cite: 'x',
      evidence: 'verified',
    } as const;
    const asked = line({ bundle: bundle({ priorAuth: 'not-required', benefitRules: { wc: [excluded] } }) });
    expect(factsOf(explain(asked).missing)).toEqual(['compensableInjury']);
  });
});

describe('clerical questions', () => {
  test('the state an exception depends on, and the jurisdiction by way of the state', () => {
    const exception = {
      id: 'x',
      level: 'state',
      set: { 'policies.*.priorAuth': { value: 'ask-plan', evidence: 'verified' } },
      says: 'Ask.',
      evidence: 'verified',
    } as const;
    const rules = (where: Record<string, readonly string[]>) =>
      bundle({ ruleset: { exceptions: [{ ...exception, where }] } });
    expect(explain(line({ bundle: rules({ siteState: ['TX'] }) }))).toMatchObject({
      missing: [{ fact: 'siteState' }],
      wouldChange: [{ fact: 'siteState', to: 'TX', advice: 'ask-plan' }],
    });
    expect(explain(line({ bundle: rules({ macJurisdiction: ['JH'] }) }))).toMatchObject({
      missing: [{ fact: 'siteState' }],
      wouldChange: [{ fact: 'siteState', to: 'a state of JH', advice: 'ask-plan' }],
    });
    expect(explain(line({ bundle: rules({ siteState: ['TX'] }), facts: { siteState: known('OH') } })).missing).toEqual(
      [],
    );
  });
  test('the place, where one could exempt', () => {
    expect(explain(without('placeOfService', line()))).toMatchObject({
      missing: [{ fact: 'placeOfService' }],
      wouldChange: [{ fact: 'placeOfService', to: '21', advice: 'pa-not-required-setting' }],
    });
    expect(explain(line()).missing).toEqual([]);
  });
});

describe('a decided answer', () => {
  const rules = bundle({ programs: [program({ hold: [guard('syncope')], supports: [isTrue('canExercise')] })] });
  test('says what it takes as nothing to report', () => {
    const { missing, assumed } = explain(line({ bundle: rules, facts: { canExercise: known(true) } }));
    expect([factsOf(missing), factsOf(assumed)]).toEqual([['syncope'], ['syncope']]);
  });
  test('assumes nothing that is known', () => {
    const facts: Facts = { canExercise: known(true), syncope: known(false) };
    expect(explain(line({ bundle: rules, facts })).assumed).toEqual([]);
  });
});

test('a code that must be chosen first is the only question', () => {
  const asked = line({ bundle: bundle({ priorAuth: 'required' }), service: { codes: ['78451', '78452'] } });
  expect(explain(asked)).toEqual({ missing: [], wouldChange: [], assumed: [] });
});
