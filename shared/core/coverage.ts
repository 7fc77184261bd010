import type { CoverageVerdict } from './assessment.ts';
import { firstDay, lastDay } from './dates.ts';
import type { CoverageFacts } from './inquiry.ts';

/** What a member roster says of the member the coverage names; `undefined` = not listed. */
export interface RosterEntry {
  readonly start?: string;
  readonly end?: string;
  readonly status: 'active' | 'terminated';
  readonly birthDate?: string;
}
export interface CoverageContext {
  readonly serviceDate: string;
  readonly payers: readonly string[];
  readonly roster?: RosterEntry;
  /** The roster of this payer lists every member: not listed = not a member. */
  readonly rosterComplete: boolean;
  readonly confirmationRequired: boolean;
  readonly patientBirthDate?: string;
  readonly deceased?: boolean;
  /** Payers the request itself names as insurer, when it names one we know. */
  readonly insurerPayers: readonly string[];
}

type Judged = Pick<CoverageVerdict, 'inForce' | 'reason' | 'carc' | 'says'>;

const period = (start: string | undefined, end: string | undefined, date: string, whose: string): Judged => {
  if (start && date < firstDay(start))
    return { inForce: 'no', reason: 'no-active-coverage', carc: '26', says: `${whose} starts after the service date.` };
  if (end && date > lastDay(end))
    return { inForce: 'no', reason: 'no-active-coverage', carc: '27', says: `${whose} ended before the service date.` };
  return { inForce: 'yes', says: `${whose} is in force on the service date.` };
};

const judgeResource = (coverage: CoverageFacts, date: string): Judged => {
  if (coverage.status !== 'active')
    return {
      inForce: 'no',
      reason: 'no-active-coverage',
      carc: '27',
      says: `The coverage is marked ${coverage.status}.`,
    };
  const judged = period(coverage.start, coverage.end, date, 'The coverage');
  const open = judged.inForce === 'yes' && !coverage.start && !coverage.end;
  return open
    ? { ...judged, says: 'The coverage is active and names no period; not confirmed with the payer.' }
    : judged;
};

const judgeRoster = (entry: RosterEntry, date: string): Judged =>
  entry.status === 'terminated' && !entry.end
    ? {
        inForce: 'no',
        reason: 'no-active-coverage',
        carc: '27',
        says: 'The member roster says the membership has ended.',
      }
    : period(entry.start, entry.end, date, 'The membership on the roster');

const NOT_A_MEMBER: Judged = {
  inForce: 'no',
  reason: 'no-member-found',
  carc: '31',
  says: 'The payer does not list this member.',
};

const contradictions = (coverage: CoverageFacts, context: CoverageContext, own: Judged, final: Judged): string[] => {
  const { roster, patientBirthDate } = context;
  const found: string[] = [];
  if (roster && own.inForce !== final.inForce)
    found.push('The coverage in the message and the member roster disagree; the roster counts.');
  if (roster?.birthDate && patientBirthDate && roster.birthDate !== patientBirthDate)
    found.push('The date of birth on the roster differs from the one in the message: check that this is the member.');
  if (coverage.start && coverage.end && firstDay(coverage.start) > lastDay(coverage.end))
    found.push('The coverage period ends before it starts.');
  return found;
};

const SELF_PAY: Judged = { inForce: 'yes', says: 'Self-pay: no payer is asked.' };

/** Is the coverage in force on the service date? The strongest source that answers counts: roster, then the resource. */
export const judgeCoverage = (coverage: CoverageFacts, context: CoverageContext): CoverageVerdict => {
  const { payers, roster, serviceDate } = context;
  const own = coverage.selfPay ? SELF_PAY : judgeResource(coverage, serviceDate);
  const absentMember = !roster && context.rosterComplete && coverage.memberId !== undefined;
  const judged = roster ? judgeRoster(roster, serviceDate) : absentMember ? NOT_A_MEMBER : own;
  const final: Judged = context.deceased
    ? {
        inForce: 'no',
        reason: 'no-active-coverage',
        says: 'The patient is recorded as deceased before the service date.',
      }
    : judged;
  const unconfirmed = !roster && final.inForce === 'yes' && !coverage.selfPay;
  const wrongPayer =
    context.insurerPayers.length > 0 && payers.length > 0 && !payers.some((id) => context.insurerPayers.includes(id));
  const start = roster?.start ?? coverage.start;
  const end = roster?.end ?? coverage.end;
  const warnings = contradictions(coverage, context, own, final);
  if (wrongPayer) warnings.push('The request names another payer than the coverage does.');
  if (unconfirmed) warnings.push('Coverage is taken from the message; not confirmed with the payer.');
  return {
    coverage,
    ...final,
    ...(unconfirmed && context.confirmationRequired
      ? { inForce: 'unknown' as const, says: 'The coverage must be confirmed with the payer first.' }
      : {}),
    source: roster || absentMember ? 'roster' : 'coverage',
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    warnings,
    payers,
    ...(wrongPayer ? { wrongPayer } : {}),
  };
};

/** No Coverage at all in a readable message. */
export const noCoverage: CoverageVerdict = {
  inForce: 'no',
  reason: 'coverage-not-found',
  says: 'The message holds no coverage for this patient.',
  source: 'none',
  warnings: [],
  payers: [],
};
