import { actionOf } from '../decide/next-action.ts';
import type { BookableAnswer } from './bookable.ts';
import { CONFIRM_COVERAGE, type CoverageCheck, withholding } from './coverage-check.ts';

/** A "yes" for a coverage that changed since, or that nobody can confirm, is none until somebody asks. */
export const withCoverageCheck = (found: BookableAnswer, check: CoverageCheck | undefined): BookableAnswer => {
  const reason = withholding(check);
  if (found.answer !== 'yes' || !reason) return found;
  const { earliest: _first, latest: _last, ...rest } = found;
  return {
    ...rest,
    answer: 'cannot-tell',
    reasons: [reason, ...found.reasons],
    nextStep: CONFIRM_COVERAGE.says,
    nextAction: actionOf(CONFIRM_COVERAGE),
  };
};
