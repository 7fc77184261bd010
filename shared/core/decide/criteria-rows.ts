import type { NecessityResult } from '../model/determination.ts';
import type { LineCase } from '../policy/line-case.ts';
import type { Seen, TableRow } from './decided.ts';
import { necessityReasons, PA_SAYS } from './reasons.ts';

const NEEDED: Readonly<Record<NecessityResult, readonly [row: string, TableRow['advice']]>> = {
  review: ['D10', 'manual-review'],
  none: ['D10', 'manual-review'],
  unknown: ['D11', 'pa-pend-info'],
  'not-met': ['D12', 'pa-likely-not-met'],
  met: ['D13', 'pa-likely-approve'],
};
const FREE: Readonly<Record<NecessityResult, readonly [row: string, TableRow['advice']]>> = {
  'not-met': ['D14', 'necessity-likely-not-met'],
  review: ['D15', 'manual-review'],
  unknown: ['D16', 'proceed-no-pa'],
  met: ['D17', 'proceed-no-pa'],
  none: ['D17', 'proceed-no-pa'],
};

const CRITERIA_ROWS: ReadonlySet<string> = new Set(
  [...Object.values(NEEDED), ...Object.values(FREE)].map(([row]) => row),
);
export const isByCriteria = (row: string): boolean => CRITERIA_ROWS.has(row);

/** Rows D10 to D17: what the criteria alone decide. */
export const byCriteria = (pa: 'required' | 'not-required', result: NecessityResult) =>
  (pa === 'required' ? NEEDED : FREE)[result];

const NO_CRITERIA = 'No criteria of this payer are held: a reviewer decides.';

/** The row the criteria end in, with the rules' own sentences. */
export const criteriaRow = (
  line: LineCase,
  pa: 'required' | 'not-required',
  seen: Seen,
  result: NecessityResult,
): TableRow => {
  const [row, advice] = byCriteria(pa, result);
  const { priorAuthSays: need = PA_SAYS[pa], criteriaSays, requestSays } = seen.policy;
  const why = pa === 'required' && result === 'none' ? [NO_CRITERIA] : necessityReasons(line, seen.outcome, result);
  const exceptions = new Set([...criteriaSays, ...(pa === 'required' ? requestSays : [])]);
  exceptions.delete(need);
  return { row, advice, reasons: [need, ...why, ...exceptions] };
};
