import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import { patientCandidates, withFact } from '../../shared/core/explain/candidates.ts';
import { explain } from '../../shared/core/explain/explain.ts';
import { absent, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import type { Expression } from '../../shared/core/model/program.ts';
import type { LineCase } from '../../shared/core/policy/line-case.ts';
import { otherwise, someFacts, someProgram } from '../support/random-rules.ts';
import { all, any, bundle, guard, isTrue, line, not, program, without } from '../support/rules.ts';

const adviceOf = (one: LineCase) => runDecisionTable(one, false).advice;
const factsOf = (questions: readonly { readonly fact: FactName }[]) => questions.map(({ fact }) => fact);

describe('deciding groups', () => {
  /** Every way to fill a group in, tried one by one. */
  const decides = (one: LineCase, group: readonly FactName[]): boolean => {
    const base = adviceOf(one);
    const { seen } = runDecisionTable(one, false);
    const values = seen ? patientCandidates(one, seen) : [];
    let cases = [one];
    for (const name of group) {
      const { values: ways = [] } = values.find(({ fact }) => fact === name) ?? {};
      cases = cases.flatMap((start) => ways.map(({ fact }) => withFact(name, fact)(start)));
    }
    return cases.some((filled) => adviceOf(filled) !== base);
  };
  const subsets = (names: readonly FactName[], size: number): FactName[][] =>
    size === 0
      ? [[]]
      : names.flatMap((name, index) => subsets(names.slice(index + 1), size - 1).map((rest) => [name, ...rest]));

  /** All groups of a size that decide and hold no smaller one that does. */
  const bruteForce = (one: LineCase): FactName[][] => {
    const { seen, row } = runDecisionTable(one, false);
    const open = seen ? patientCandidates(one, seen).filter((candidate) => candidate.open) : [];
    const found: FactName[][] = [];
    const sizes = row === 'D11' || row === 'D16' ? [1, 2, 3] : [1];
    for (const size of sizes) {
      if (size === 3 && found.length) break;
      const minimal = subsets(factsOf(open), size).filter(
        (group) => !found.some((small) => small.every((name) => group.includes(name))),
      );
      found.push(...minimal.filter((group) => decides(one, group)));
    }
    return found;
  };

  const sorted = (groups: readonly (readonly FactName[])[]) => groups.map((group) => group.join()).sort();

  test.each(['required', 'not-required'] as const)('equal a search by brute force, authorization %s', (priorAuth) => {
    fc.assert(
      fc.property(someProgram, otherwise, someFacts, (one, word, facts) => {
        const asked = line({ bundle: bundle({ programs: [one], otherwise: word, priorAuth }), facts });
        expect(sorted(explain(asked).groups)).toEqual(sorted(bruteForce(asked)));
      }),
      { numRuns: 120 },
    );
  });
});

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
  test('two that decide only together, after one that decides alone', () => {
    const rules = bundle({
      programs: [program({ hold: [guard('syncope')], supports: [odd(['canExercise', 'ecgReadable'])] })],
      otherwise: 'not-met',
    });
    const { missing, groups } = explain(line({ bundle: rules }));
    expect(factsOf(missing)).toEqual(['syncope', 'canExercise', 'ecgReadable']);
    expect(groups).toEqual([['syncope'], ['canExercise', 'ecgReadable']]);
  });
  test('three that decide only together', () => {
    const names: readonly FactName[] = ['canExercise', 'ecgReadable', 'stableNow'];
    const rules = bundle({ programs: [program({ supports: [odd(names)] })], otherwise: 'not-met' });
    expect(explain(line({ bundle: rules })).groups).toEqual([names]);
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
  expect(explain(asked)).toEqual({ missing: [], wouldChange: [], groups: [], assumed: [] });
});
