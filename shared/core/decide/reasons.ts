import type { NecessityOutcome } from '../criteria/necessity.ts';
import type { NecessityResult } from '../model/determination.ts';
import { isHeld, type LineCase } from '../policy/line-case.ts';
import type { PriorAuthAnswer } from '../policy/prior-auth.ts';

export const PA_SAYS: Readonly<Record<PriorAuthAnswer, string>> = {
  required: 'Prior authorization is required for this test.',
  'not-required': 'Prior authorization is not required for this test.',
  'ask-plan': 'Whether this plan requires authorization is not settled by its rules: ask the plan.',
};

export const PAYER_NEEDS_NONE = 'The payer said that no authorization is required.';
/** The bare need, as our own sentence or the payer's; labelled or not, an advice says it already. */
export const isBareNeed = (says: string): boolean =>
  /^Prior authorization is (?:usually )?(?:not )?required for this test\b/.test(says) || says === PAYER_NEEDS_NONE;

/** Our own sentences that a plan wants authorization, or wants none; a payer's rules may have others (`priorAuthSays`). */
export const statesNeed = (says: string): boolean =>
  isBareNeed(says) ||
  says.startsWith('Authorization is needed ') ||
  says.startsWith('This test needs an authorization');
const DISPUTED = 'The chart contradicts itself on a fact that decides: a reviewer must look.';

export const QUESTIONS_FIRST = 'The criteria cannot be judged until the open questions are answered.';

const RESULT_SAYS: Readonly<Partial<Record<NecessityResult, string>>> = {
  unknown: QUESTIONS_FIRST,
  'not-met': 'No listed reason for this test is met.',
  review: 'The criteria leave this to a reviewer.',
};

/** Why the criteria had this result: the rules' own sentences where some decided. */
export const necessityReasons = (
  line: LineCase,
  outcome: NecessityOutcome,
  result: NecessityResult,
): readonly string[] => {
  if (line.settled) return [line.settled.says, ...(RESULT_SAYS[result] ? [RESULT_SAYS[result]] : [])];
  if (result === 'review' && outcome.result !== 'review' && !isHeld(line)) return [DISPUTED];
  const decided = outcome.deciding.map(({ says }) => says);
  if (isHeld(line) && result === 'review')
    return ['Two tests for ischemia on one day: a reviewer decides.', ...decided];
  if (decided.length) return decided;
  const fallback = outcome.otherwiseSays ?? RESULT_SAYS[result];
  return fallback ? [fallback] : [];
};

/** Nothing says which of two payers is meant, nor which of them gave an approval on file. */
export const wrongPayer = ({ verdict }: Pick<LineCase, 'verdict'>): string | undefined =>
  verdict.wrongPayer ? 'The request names another payer than the coverage: find out which one is right.' : undefined;

/** Why no rules can be evaluated; `undefined` = they can. */
export const unresolvedPayer = ({ verdict, bundle }: LineCase): string | undefined => {
  if (verdict.payers.length > 1)
    return `The coverage can mean several payers (${verdict.payers.join(', ')}): ask the plan.`;
  if (verdict.payers.length === 0) return 'The payer of this coverage is not recognized: ask the plan.';
  if (verdict.inForce === 'unknown') return verdict.says;
  if (bundle === 'ambiguous') return 'Two versions of the payer’s rules claim this date: ask the plan.';
  return bundle ? undefined : 'No rule of this payer is held for the service date: ask the plan.';
};
