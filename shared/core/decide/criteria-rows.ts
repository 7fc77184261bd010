import { ADVICE_OF_ROW, type DecisionRow } from '../model/advice.ts';
import type { NecessityResult } from '../model/determination.ts';
import { MET } from '../model/truth.ts';
import { isInDoubt } from '../policy/diagnosis-doubt.ts';
import type { LineCase } from '../policy/line-case.ts';
import { takenForGranted } from '../policy/turns-on.ts';
import { type CriteriaRow, type Decided, endIn, type Found, type Seen } from './decided.ts';
import { necessityReasons, PA_SAYS } from './reasons.ts';

interface End<Pa extends CriteriaRow['pa']> {
  readonly row: CriteriaRow['row'];
  readonly advice: CriteriaRow['advice'];
  readonly decided: (found: Found<Pa>, reasons: readonly string[]) => CriteriaRow;
}
type RowsOf<Pa> = Extract<CriteriaRow, { readonly pa: Pa }>['row'];

const needed = <Id extends RowsOf<'required'>>(row: Id) => ({
  row,
  advice: ADVICE_OF_ROW[row],
  decided: (found: Found<'required'>, reasons: readonly string[]) => endIn(row, found, reasons, undefined),
});
const free = <Id extends RowsOf<'not-required'>>(row: Id) => ({
  row,
  advice: ADVICE_OF_ROW[row],
  decided: (found: Found<'not-required'>, reasons: readonly string[]) => endIn(row, found, reasons, undefined),
});

const NEEDED: Readonly<Record<NecessityResult, End<'required'>>> = {
  review: needed('D10'),
  none: needed('D10'),
  unknown: needed('D11'),
  'not-met': needed('D12'),
  met: needed('D13'),
};
const FREE: Readonly<Record<NecessityResult, End<'not-required'>>> = {
  'not-met': free('D14'),
  review: free('D15'),
  unknown: free('D16'),
  met: free('D17'),
  none: free('D17'),
};

const CRITERIA_ROWS: ReadonlySet<DecisionRow> = new Set(
  [...Object.values(NEEDED), ...Object.values(FREE)].map(({ row }) => row),
);
export const isByCriteria = (row: DecisionRow): boolean => CRITERIA_ROWS.has(row);

/** Where none is needed, diagnoses that show no reason for the test leave it to a reviewer, unless the criteria say more. */
const freeEnd = (result: NecessityResult, doubt: LineCase['doubt']) =>
  FREE[isInDoubt(doubt, result) ? 'review' : result];

/** Advice of rows D10 to D17, where criteria and diagnoses decide. */
export const adviceByCriteria = (
  pa: CriteriaRow['pa'],
  result: NecessityResult,
  { doubt }: Pick<LineCase, 'doubt'>,
): Decided['advice'] => (pa === 'required' ? NEEDED[result] : freeEnd(result, doubt)).advice;

const NO_CRITERIA = 'No criteria of this payer are held: a reviewer decides.';

const doubtSays = ({ doubt }: LineCase, { evaluation }: Seen): string =>
  [doubt?.says, ...(evaluation.derived('symptomatic') === MET ? ['The chart names a symptom: code it.'] : [])].join(
    ' ',
  );

const reasonsOf = (line: LineCase, { pa, necessity, seen, waiver }: Found<CriteriaRow['pa']>): readonly string[] => {
  const { priorAuthSays = PA_SAYS[pa], criteriaSays, requestSays } = seen.policy;
  const need = waiver?.says[0] ?? priorAuthSays;
  const isBare = pa === 'required' && necessity === 'none';
  const doubt = pa === 'not-required' && isInDoubt(line.doubt, necessity) ? [doubtSays(line, seen)] : [];
  const why = isBare ? [NO_CRITERIA] : [...doubt, ...necessityReasons(line, seen.outcome, necessity)];
  const exceptions = new Set([...criteriaSays, ...(pa === 'required' ? requestSays : [])]);
  exceptions.delete(need);
  return [need, ...why, ...exceptions, ...(pa === 'required' ? [] : takenForGranted(line, waiver))];
};

/** The row the criteria end in, with the rules' own sentences. */
export const criteriaRow = (line: LineCase, found: Found<CriteriaRow['pa']>): CriteriaRow => {
  const reasons = reasonsOf(line, found);
  return found.pa === 'required'
    ? NEEDED[found.necessity].decided(found, reasons)
    : freeEnd(found.necessity, line.doubt).decided(found, reasons);
};
