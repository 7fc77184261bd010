import type { DecisionRow } from '../model/advice.ts';
import type { NecessityResult } from '../model/determination.ts';
import type { LineCase, SettledCriteria } from '../policy/line-case.ts';
import { adviceOfOutcomes, codesOf, type DecidedByRules, outcomesIn } from './advice-of-outcome.ts';
import { askedAbout, consider, isByRules } from './consider.ts';
import { OUTCOMES } from './diagram/outcomes.ts';

/** Decision-table rows that wait for the criteria. */
export const OPEN_ROWS: ReadonlySet<DecisionRow> = new Set(['D11', 'D16']);
/** Rows the criteria end in. */
const CRITERIA_ROWS: ReadonlySet<DecisionRow> = new Set(['D10', 'D11', 'D12', 'D13', 'D14', 'D15', 'D16', 'D17']);

const WHATEVER = 'The open questions cannot change this: whatever they are answered, the criteria come to the same.';
const CONTRADICTION = 'What is stated contradicts itself: a reviewer must look.';

const isReview = (outcome: (typeof OUTCOMES)[number]): outcome is 'review' | 'benefit-review' =>
  outcome === 'review' || outcome === 'benefit-review';

const settledBy = (line: LineCase, decided: DecidedByRules): SettledCriteria | undefined => {
  const asked = askedAbout(line);
  if (!asked) return undefined;
  const { known, open } = asked;
  const { left } = open.questions;
  if (known.broken) return { result: 'review', says: known.broken.says, broken: known.broken };
  if (!OPEN_ROWS.has(decided.row)) return undefined;
  const common = left.common(known.open, codesOf(adviceOfOutcomes(line, decided)));
  if (common === 'several') return undefined;
  const [first, ...others] = outcomesIn(left.reach(known.open)).flatMap((outcome) => OUTCOMES[outcome] ?? []);
  if (first === undefined) return { result: 'review', says: CONTRADICTION };
  const result: NecessityResult | undefined =
    first === 'excluded' || first === 'impossible'
      ? undefined
      : isReview(first) || (others.length > 0 && decided.row === 'D11')
        ? 'review'
        : first;
  // Where none is required, several outcomes of one advice are either all a review, or all of them free.
  const isFree = others.length > 0 && decided.row === 'D16' && result !== 'review';
  return result === undefined || isFree ? undefined : { result, says: WHATEVER };
};

/**
 * The line with its criteria settled where open questions leave them so: every patient who is still possible comes to
 * the same, or none is possible, since what is stated contradicts itself.
 */
export const settle = (line: LineCase): LineCase => {
  if (line.settled) return line;
  const considered = consider(line);
  if (considered.settled) return considered.settled;
  const { decided } = considered;
  const settled = isByRules(decided) && CRITERIA_ROWS.has(decided.row) ? settledBy(line, decided) : undefined;
  considered.settled = settled ? { ...line, settled } : line;
  return considered.settled;
};

/** The same for a line whose facts are others than when it was settled. */
export const settleAgain = (line: LineCase): LineCase => settle({ ...line, settled: undefined });
