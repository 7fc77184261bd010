import { describe, expect, test } from 'vitest';
import { flipsOf } from '../../shared/core/answer/compare-answers.ts';
import type { Answer } from '../../shared/core/model/assessment.ts';
import type { CriterionResult, Determination } from '../../shared/core/model/determination.ts';
import { assessment, determination } from '../support/assessments.ts';

const criterion = (id: string, result: CriterionResult['result']): CriterionResult => ({
  id,
  result,
  says: `Rule ${id}.`,
  cite: 'test',
  level: 'verified',
});
const answer = (...lines: readonly Partial<Determination>[]): Answer => {
  const { answer: one } = assessment();
  const [coverage] = one.coverages;
  if (!coverage) throw new Error('The sample has no coverage.');
  const determinations = lines.map((more, index) => determination({ line: index + 1, criteria: [], ...more }));
  return { ...one, coverages: [{ ...coverage, determinations }] };
};

test('the same advice is no flip, whatever else is different', () => {
  const [before, after] = [{ criteria: [criterion('A', 'met')] }, { criteria: [criterion('A', 'not-met')] }];
  expect(flipsOf(answer(before), answer(after))).toEqual([]);
});

test('lines that are no test flip with their lead, not on their own', () => {
  const companion = { role: 'companion' as const };
  expect(flipsOf(answer(companion), answer({ ...companion, advice: 'manual-review' }))).toEqual([]);
});

describe('why', () => {
  const why = (before: Partial<Determination>, after: Partial<Determination>) =>
    flipsOf(answer({}, before), answer({}, { advice: 'manual-review', ...after }));

  test('names line and words, the need for authorization first, then each criterion that turned', () => {
    const was = ['not-met', 'met', 'unknown', 'met', 'not-met'] as const;
    const is = ['met', 'not-met', 'met', 'unknown', 'unknown'] as const;
    const ids = ['A', 'B', 'C', 'D', 'E'];
    const before = { criteria: [...ids.map((id, index) => criterion(id, was[index]!)), criterion('G', 'met')] };
    const after = { criteria: [...ids.map((id, index) => criterion(id, is[index]!)), criterion('N', 'met')] };
    expect(why(before, { ...after, authorizationRequired: false })).toEqual([
      {
        coverage: 1,
        line: 2,
        from: 'pa-pend-info',
        to: 'manual-review',
        why: [
          'authorization required → not required',
          'A is met now: Rule A.',
          'B is not met now: Rule B.',
          'C is met now: Rule C.',
          'D is open now: Rule D.',
          'E is open now: Rule E.',
          'G is gone: Rule G.',
          'N is met now: Rule N.',
        ],
      },
    ]);
  });

  test('a criterion that came or went without being met did nothing', () => {
    const [flip] = why(
      { criteria: [criterion('A', 'not-met')] },
      { criteria: [criterion('B', 'not-met')], reasons: ['Else.'] },
    );
    expect(flip?.why).toEqual(['Else.']);
  });

  test('an open question that is no longer asked', () => {
    const [flip] = why({ criteria: [criterion('A', 'unknown')] }, { criteria: [criterion('A', 'not-met')] });
    expect(flip?.why).toEqual(['A is not met now: Rule A.']);
  });
});
