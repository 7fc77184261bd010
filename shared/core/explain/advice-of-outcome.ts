import { adviceByCriteria, isByCriteria } from '../decide/criteria-rows.ts';
import type { Decided, Seen } from '../decide/decided.ts';
import { adviceIf } from '../decide/decision-table.ts';
import { ADVICE, type Advice } from '../model/advice.ts';
import type { DiagnosisDoubt } from '../policy/diagnosis-doubt.ts';
import type { LineCase } from '../policy/line-case.ts';
import { type Codes, IMPOSSIBLE, OUTCOMES, type Outcome } from './diagram/outcomes.ts';

export type DecidedByRules = Decided & { readonly seen: Seen };

const isNecessity = (outcome: Outcome) =>
  outcome !== 'excluded' && outcome !== 'benefit-review' && outcome !== 'impossible';

const byCriteria = (need: 'required' | 'not-required', kind?: DiagnosisDoubt['kind']): readonly Advice[] =>
  OUTCOMES.map((outcome) => {
    if (outcome === 'excluded') return 'benefit-not-covered';
    const doubt = kind && { kind, says: '' };
    return isNecessity(outcome) ? adviceByCriteria(need, outcome, { doubt }) : 'manual-review';
  });
const REQUIRED = byCriteria('required');
/** By the doubt the diagnoses leave. */
const NOT_REQUIRED = {
  absent: byCriteria('not-required'),
  none: byCriteria('not-required', 'none'),
  risk: byCriteria('not-required', 'risk'),
  'no-reason': byCriteria('not-required', 'no-reason'),
};

/** The advice of each outcome of criteria and benefit rules, all else as it is; in the order of `OUTCOMES`. */
export const adviceOfOutcomes = (line: LineCase, decided: DecidedByRules): readonly Advice[] => {
  const { bundle } = line;
  if (isByCriteria(decided.row) || decided.row === 'D8b' || !bundle || bundle === 'ambiguous')
    return decided.pa === 'not-required' ? NOT_REQUIRED[line.doubt?.kind ?? 'absent'] : REQUIRED;
  return OUTCOMES.map((outcome) => adviceIf(line, bundle, decided, outcome === 'impossible' ? 'review' : outcome));
};

const CODES = new Map(
  [REQUIRED, ...Object.values(NOT_REQUIRED)].map((all) => [all, all.map((one) => ADVICE.indexOf(one))]),
);
/** Outcomes of the same advice are one. */
export const codesOf = (advice: readonly Advice[]): Codes =>
  CODES.get(advice) ?? advice.map((one) => ADVICE.indexOf(one));
/** Each outcome by itself. */
export const EACH_OUTCOME: Codes = OUTCOMES.map((_, index) => index);

/** The outcomes among bits that a patient can have. */
export const outcomesIn = (bits: number): readonly number[] =>
  OUTCOMES.flatMap((_, outcome) => (bits & (1 << outcome) && outcome !== IMPOSSIBLE ? outcome : []));
