import type { Decided } from '../decide/decided.ts';
import { runDecisionTable } from '../decide/decision-table.ts';
import type { DecisionRow } from '../model/advice.ts';
import type { NecessityResult } from '../model/determination.ts';
import type { LineCase, SettledCriteria } from '../policy/line-case.ts';
import { adviceOfOutcomes, codesOf, type DecidedByRules, outcomesIn } from './advice-of-outcome.ts';
import { OUTCOMES } from './diagram/outcomes.ts';
import { openQuestions } from './open-questions.ts';

/** Decision-table rows that wait for the criteria. */
export const OPEN_ROWS: ReadonlySet<DecisionRow> = new Set(['D11', 'D16']);
/** Rows the criteria end in. */
const CRITERIA_ROWS: ReadonlySet<DecisionRow> = new Set(['D10', 'D11', 'D12', 'D13', 'D14', 'D15', 'D16', 'D17']);

const WHATEVER = 'The open questions cannot change this: whatever they are answered, the criteria come to the same.';

export const isByRules = (decided: Decided): decided is DecidedByRules => decided.seen !== undefined;

const isReview = (outcome: (typeof OUTCOMES)[number]): outcome is 'review' | 'benefit-review' =>
  outcome === 'review' || outcome === 'benefit-review';

const settledBy = (line: LineCase, decided: DecidedByRules): SettledCriteria | undefined => {
  const open = openQuestions(line, decided.seen);
  if (!open) return undefined;
  const { questions } = open;
  const known = questions.read(line.facts);
  if (known.broken) return { result: 'review', says: known.broken.says, broken: known.broken };
  if (!OPEN_ROWS.has(decided.row)) return undefined;
  const common = questions.common(known.open, codesOf(adviceOfOutcomes(line, decided)));
  if (common === 'several') return undefined;
  const [first, ...others] = outcomesIn(questions.reach(known.open)).flatMap((outcome) => OUTCOMES[outcome] ?? []);
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
/** Lines that nothing settles: an answer looks at one several times. */
const seen = new WeakSet<LineCase>();
const CONTRADICTION = 'What is stated contradicts itself: a reviewer must look.';

/**
 * The line with its criteria settled where open questions leave them so: every patient who is still possible comes to
 * the same, or none is possible, since what is stated contradicts itself.
 */
export const settle = (line: LineCase, known?: Decided): LineCase => {
  if (line.settled || seen.has(line)) return line;
  const decided = known ?? runDecisionTable(line, false);
  if (!isByRules(decided) || !CRITERIA_ROWS.has(decided.row)) return line;
  const settled = settledBy(line, decided);
  if (settled) return { ...line, settled };
  seen.add(line);
  return line;
};

/** The same for a line whose facts are others than when it was settled. */
export const settleAgain = ({ settled: _settled, ...line }: LineCase): LineCase => settle(line);
