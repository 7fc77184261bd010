import type { Advice } from '../model/advice.ts';
import type { Answer } from '../model/assessment.ts';
import type { CriterionOutcome, CriterionResult, Determination } from '../model/determination.ts';

/** A test line whose advice differs in the second answer. */
export interface Flip {
  /** 1-based position of the coverage among those answered. */
  readonly coverage: number;
  readonly line: number;
  readonly from: Advice;
  readonly to: Advice;
  /** What caused it, in plain words without patient data. */
  readonly why: readonly string[];
}

/** Of an answer what two of them are compared by. */
export interface ComparedAnswer {
  readonly coverages: readonly Pick<Answer['coverages'][number], 'determinations'>[];
}

const NEED: ReadonlyMap<boolean | undefined, string> = new Map([
  [true, 'required'],
  [false, 'not required'],
  [undefined, 'not settled'],
]);

const authorizationChange = (before: Determination, after: Determination): readonly string[] => {
  const [was, is] = [NEED.get(before.authorizationRequired), NEED.get(after.authorizationRequired)];
  return was === is ? [] : [`authorization ${was} → ${is}`];
};

const IS_NOW: Readonly<Record<CriterionOutcome, string>> = {
  met: 'is met now',
  'not-met': 'is not met now',
  unknown: 'is open now',
};

/** Criteria with another result, where it matters: one that is or was met, or is or was open. */
const criteriaChanges = (before: Determination, after: Determination): readonly string[] => {
  const find = ({ criteria }: Determination, id: string): CriterionResult | undefined =>
    criteria.find((one) => one.id === id);
  const ids = new Set([...before.criteria, ...after.criteria].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [was, is] = [find(before, id), find(after, id)];
    const outcomes = [was?.result ?? 'not-met', is?.result ?? 'not-met'];
    if (outcomes[0] === outcomes[1]) return [];
    return [`${id} ${is ? IS_NOW[is.result] : 'is gone'}: ${(is ?? was)?.says}`];
  });
};

const whyOf = (before: Determination, after: Determination): readonly string[] => {
  const found = [...authorizationChange(before, after), ...criteriaChanges(before, after)];
  return found.length > 0 ? found : after.reasons.slice(0, 1);
};

/** Test lines of one message whose advice differs in the second answer, and why. */
export const flipsOf = (before: ComparedAnswer, after: ComparedAnswer): readonly Flip[] =>
  before.coverages.flatMap(({ determinations }, index) =>
    determinations.flatMap((was): readonly Flip[] => {
      const is = after.coverages[index]?.determinations.find(({ line }) => line === was.line);
      if (was.role !== 'test' || !is || is.advice === was.advice) return [];
      return [{ coverage: index + 1, line: was.line, from: was.advice, to: is.advice, why: whyOf(was, is) }];
    }),
  );
