import { describe, expect, test } from 'vitest';
import { compileNecessity } from '../../shared/core/criteria/compile-necessity.ts';
import { compileDefinitions } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { assessNecessity, judgeNecessity, type NecessityOutcome } from '../../shared/core/criteria/necessity.ts';
import type { NecessityResult } from '../../shared/core/model/determination.ts';
import { type Facts, known, unknown } from '../../shared/core/model/facts.ts';
import type { Program } from '../../shared/core/model/program.ts';
import { bundle, isTrue, program, type Rules } from '../support/rules.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

const assess = (rules: Rules, facts: Facts, held = false): NecessityOutcome => {
  const rulesUsed = bundle(rules);
  const compiled = compileNecessity(rulesUsed.ruleset.policies.mpi.necessity, rulesUsed);
  const evaluation = new Evaluation(facts, SERVICE_DATE, compileDefinitions(rulesUsed.definitions), codebook);
  const outcome = assessNecessity(compiled, evaluation, held);
  expect(judgeNecessity(compiled, evaluation, held)).toBe(outcome.result);
  return outcome;
};

/** One criterion a set, each with a fact of its own. */
const FOUR: Program = program({
  against: [isTrue('syncope')],
  hold: [isTrue('palpitations')],
  supports: [isTrue('canExercise')],
  review: [isTrue('ecgReadable')],
});
const SETS = ['against', 'hold', 'supports', 'review'] as const;
const FACT_OF = { against: 'syncope', hold: 'palpitations', supports: 'canExercise', review: 'ecgReadable' } as const;
const RESULT_OF = { against: 'not-met', hold: 'review', supports: 'met', review: 'review' } as const;
type Truth = 'met' | 'not-met' | 'unknown';
const TRUTHS: readonly Truth[] = ['met', 'not-met', 'unknown'];

const factsFor = (truths: readonly Truth[]): Facts =>
  Object.fromEntries(
    SETS.map((set, index) => [FACT_OF[set], truths[index] === 'unknown' ? unknown : known(truths[index] === 'met')]),
  );

/** The slow way (docs/behavior.md#criteria-to-one-result): try every completion; one common result is the result, else unknown. */
const byCompletions = (truths: readonly Truth[], otherwise: NecessityResult): NecessityResult => {
  const open = truths.indexOf('unknown');
  if (open >= 0) {
    const [a, b] = (['met', 'not-met'] as const).map((truth) => byCompletions(truths.with(open, truth), otherwise));
    return a === b ? (a ?? 'unknown') : 'unknown';
  }
  const first = SETS.find((_, index) => truths[index] === 'met');
  return first ? RESULT_OF[first] : otherwise;
};

describe('against, hold, supports, review, otherwise', () => {
  const combinations = TRUTHS.flatMap((a) =>
    TRUTHS.flatMap((b) => TRUTHS.flatMap((c) => TRUTHS.map((d) => [a, b, c, d] as const))),
  );
  test.each(['not-met', 'review'] as const)('all 81 combinations, otherwise %s', (otherwise) => {
    for (const truths of combinations)
      expect([truths, assess({ programs: [FOUR], otherwise }, factsFor(truths)).result]).toEqual([
        truths,
        byCompletions(truths, otherwise),
      ]);
  });
  test('no program and no word otherwise: not judged', () => {
    expect(assess({}, {}).result).toBe('none');
    expect(assess({}, {}, true).result).toBe('none');
  });
  test('no program but a word otherwise', () => {
    expect(assess({ otherwise: 'review' }, {}).result).toBe('review');
  });
  test('two programs are joined: either may decide', () => {
    const one = program({ supports: [isTrue('canExercise')] }, { id: 'one' });
    const two = program({ against: [isTrue('syncope')] }, { id: 'two' });
    const facts = { canExercise: known(true), syncope: known(false) };
    expect(assess({ programs: [one, two] }, facts).result).toBe('met');
    expect(assess({ programs: [one, two] }, { ...facts, syncope: known(true) }).result).toBe('not-met');
  });
  test('held: a reviewer, unless something speaks against or still may', () => {
    const facts = factsFor(['not-met', 'not-met', 'met', 'not-met']);
    expect(assess({ programs: [FOUR] }, facts, true).result).toBe('review');
    expect(assess({ programs: [FOUR] }, factsFor(['met', 'not-met', 'met', 'met']), true).result).toBe('not-met');
    expect(assess({ programs: [FOUR] }, factsFor(['unknown', 'not-met', 'met', 'met']), true).result).toBe('unknown');
  });
});

describe('the trace', () => {
  const facts: Facts = { ...factsFor(['not-met', 'unknown', 'met', 'met']), canExercise: known(true, 'Observation/1') };
  test('names every criterion with its result, and the evidence of what is met', () => {
    const { trace } = assess({ programs: [FOUR] }, facts);
    expect(trace.map(({ id, result, evidence }) => [id, result, evidence])).toEqual([
      ['against-0', 'not-met', undefined],
      ['hold-0', 'unknown', undefined],
      ['supports-0', 'met', ['Observation/1']],
      ['review-0', 'met', undefined],
    ]);
  });
  test.each<[string, readonly Truth[], readonly string[]]>([
    ['the first set that holds', ['not-met', 'not-met', 'met', 'met'], ['supports-0']],
    ['what agrees with an open set before it', ['not-met', 'unknown', 'not-met', 'met'], ['review-0']],
    ['nothing while the result is open', ['unknown', 'not-met', 'met', 'not-met'], []],
    ['nothing where the policy’s word otherwise decides', ['not-met', 'not-met', 'not-met', 'not-met'], []],
  ])('is decided by %s', (_, truths, expected) => {
    const { deciding } = assess({ programs: [FOUR] }, factsFor(truths));
    expect(deciding.map(({ id }) => id)).toEqual(expected);
  });
  test('the policy’s sentence stands where no criterion decided, by symptom', () => {
    const rules: Rules = {
      programs: [FOUR],
      otherwise: 'not-met',
      otherwiseSays: { symptomatic: 'Exercise ECG first.', asymptomatic: 'No symptom.' },
    };
    const none = factsFor(['not-met', 'not-met', 'not-met', 'not-met']);
    expect(assess(rules, { ...none, chestPain: known('cardiac') }).otherwiseSays).toBe('Exercise ECG first.');
    expect(assess(rules, { ...none, chestPain: known('none') }).otherwiseSays).toBe('No symptom.');
    expect(assess(rules, factsFor(['met', 'not-met', 'not-met', 'not-met'])).otherwiseSays).toBeUndefined();
  });
});

test('rules that name a program or criterion they do not hold are refused', () => {
  const broken = bundle({ programs: [FOUR] });
  const { necessity } = broken.ruleset.policies.mpi;
  expect(() => compileNecessity({ ...necessity, use: [{ program: 'nobody' }] }, broken)).toThrow('nobody');
  const gap = { ...FOUR, supports: ['nothing'] };
  expect(() => compileNecessity(necessity, { ...broken, programs: { program: gap } })).toThrow('nothing');
});
