import { addDays, addYears } from '../model/dates.ts';
import type { ExemptionProgram } from '../model/plan-duty.ts';
import type { AuthorizationRecord } from './authorization.ts';
import { countingDecisions } from './payer-decisions.ts';

/** Recorded decisions of one year of a program, both days included. */
interface ProgressYear {
  readonly from: string;
  readonly to: string;
  readonly decided: number;
  readonly approved: number;
}

type Decided = Pick<AuthorizationRecord, 'approvals'>;

const isBetween = (receivedAt: string, from: string, to: string): boolean =>
  receivedAt.slice(0, 10) >= from && receivedAt.slice(0, 10) <= to;

/**
 * How far recorded decisions are on the way to a program, newest year first. For reading only: what it comes to exempts
 * nobody, since the plan counts by its own list, network and appeals.
 */
export const exemptionProgress = (
  records: readonly Decided[],
  { payers, years }: Pick<ExemptionProgram, 'payers' | 'years'>,
  today: string,
): readonly ProgressYear[] => {
  const decisions = records
    .flatMap(({ approvals }) => countingDecisions(approvals))
    .filter(({ payer = '', decision }) => payers.includes(payer) && /^(approved|partial|denied)$/.test(decision));
  return Array.from({ length: years }, (_, back) => {
    const to = addYears(today, -back);
    const from = addDays(addYears(today, -back - 1), 1);
    const own = decisions.filter(({ receivedAt }) => isBetween(receivedAt, from, to));
    return { from, to, decided: own.length, approved: own.filter(({ decision }) => decision !== 'denied').length };
  });
};
