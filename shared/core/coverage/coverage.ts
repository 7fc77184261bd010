import type { CoverageVerdict } from '../model/assessment.ts';
import { firstDay, lastDay } from '../model/dates.ts';
import type { Confirmation } from '../model/message/confirmation.ts';
import type { CoverageFacts } from '../model/message/inquiry.ts';

/** What a member roster says about the member on the coverage. */
interface RosterEntry {
  readonly start?: string;
  readonly end?: string;
  readonly status: 'active' | 'terminated';
  readonly birthDate?: string;
}
export interface CoverageContext {
  readonly serviceDate: string;
  readonly payers: readonly string[];
  readonly roster?: RosterEntry;
  /** The payer's roster is complete, was searched, and does not list this member. */
  readonly notListed: boolean;
  /** The payer's roster is complete: a member it does not match is unknown to the payer too. */
  readonly rosterComplete?: boolean;
  readonly confirmationRequired: boolean;
  readonly patientBirthDate?: string;
  readonly deceased?: boolean;
  /** Known payers the request itself names as insurer. */
  readonly insurerPayers: readonly string[];
}

type Judged = Pick<CoverageVerdict, 'inForce' | 'reason' | 'carc' | 'says'>;

const notInForce = (says: string, carc?: string): Judged => ({
  inForce: 'no',
  reason: 'no-active-coverage',
  ...(carc ? { carc } : {}),
  says,
});

const inPeriod = (start: string | undefined, end: string | undefined, date: string, whose: string): Judged => {
  if (start && date < firstDay(start)) return notInForce(`${whose} starts after the service date.`, '26');
  if (end && date > lastDay(end)) return notInForce(`${whose} ended before the service date.`, '27');
  return { inForce: 'yes', says: `${whose} is in force on the service date.` };
};

const SELF_PAY: Judged = { inForce: 'yes', says: 'Self-pay: no payer is asked.' };
const NOT_A_MEMBER: Judged = {
  inForce: 'no',
  reason: 'no-member-found',
  carc: '31',
  says: 'The payer does not list this member.',
};

const NOT_MATCHED: Judged = {
  inForce: 'no',
  reason: 'coverage-not-found',
  carc: '31',
  says: 'The payer lists this member number for somebody born on another day: check number and date of birth.',
};

const judgeResource = ({ selfPay, status, start, end }: CoverageFacts, date: string): Judged => {
  if (status !== 'active') return notInForce(`The coverage is marked ${status}.`, selfPay ? undefined : '27');
  if (selfPay) return SELF_PAY;
  return start || end
    ? inPeriod(start, end, date, 'The coverage')
    : { inForce: 'yes', says: 'The coverage is active and names no period; not confirmed with the payer.' };
};

const judgeRoster = ({ status, start, end }: RosterEntry, date: string): Judged =>
  status === 'terminated' && !end
    ? notInForce('The member roster says the membership has ended.', '27')
    : inPeriod(start, end, date, 'The membership on the roster');

/** A payer confirmation applies to the date it was requested for, and to other dates within a period it gave. */
const confirmationOn = ({ confirmed, selfPay }: CoverageFacts, date: string): Confirmation | undefined =>
  !selfPay && confirmed && (confirmed.on === date || confirmed.start || confirmed.end) ? confirmed : undefined;

const judgeConfirmed = ({ inForce, on, start, end }: Confirmation, date: string): Judged => {
  if (date !== on) return inPeriod(start, end, date, 'The membership the payer confirms');
  if (inForce)
    return { inForce: 'yes', says: 'The payer confirms that the membership is in force on the service date.' };
  const early = start !== undefined && date < firstDay(start);
  return notInForce('The payer says that the membership is not in force on the service date.', early ? '26' : '27');
};

/** Family members may share a member number: only the subscriber's own date of birth tells them apart. */
const isAnotherMember = (
  { ownMembership }: CoverageFacts,
  { roster, rosterComplete, patientBirthDate }: CoverageContext,
): boolean =>
  ownMembership === true &&
  rosterComplete === true &&
  roster?.birthDate !== undefined &&
  patientBirthDate !== undefined &&
  roster.birthDate !== patientBirthDate;

/** The first source with an answer decides: payer, then roster, then the Coverage resource. */
const judgeSources = (coverage: CoverageFacts, context: CoverageContext, own: Judged) => {
  const { roster, notListed, serviceDate } = context;
  const confirmed = confirmationOn(coverage, serviceDate);
  if (confirmed) return judgeConfirmed(confirmed, serviceDate);
  if (coverage.selfPay) return own;
  if (isAnotherMember(coverage, context)) return NOT_MATCHED;
  if (roster) return judgeRoster(roster, serviceDate);
  return notListed ? NOT_A_MEMBER : own;
};

const contradictions = (coverage: CoverageFacts, context: CoverageContext, own: Judged, judged: Judged): string[] => {
  const { roster, patientBirthDate, serviceDate } = context;
  const found: string[] = [];
  const confirmed = confirmationOn(coverage, serviceDate);
  if (confirmed && own.inForce !== judged.inForce)
    found.push('The coverage in the message and the payer disagree; the payer counts.');
  if (confirmed && roster && judgeRoster(roster, serviceDate).inForce !== judged.inForce)
    found.push('The member roster and the payer disagree; the payer counts.');
  if (!confirmed && roster && own.inForce !== judged.inForce)
    found.push('The coverage in the message and the member roster disagree; the roster counts.');
  if (roster?.birthDate && patientBirthDate && roster.birthDate !== patientBirthDate)
    found.push('The date of birth on the roster differs from the one in the message: check that this is the member.');
  if (coverage.start && coverage.end && firstDay(coverage.start) > lastDay(coverage.end))
    found.push('The coverage period ends before it starts.');
  return found;
};

/** Whether the coverage is in force on the service date, and by which source. */
export const judgeCoverage = (coverage: CoverageFacts, context: CoverageContext): CoverageVerdict => {
  const { payers, insurerPayers, roster, notListed, serviceDate } = context;
  const own = judgeResource(coverage, serviceDate);
  const judged = judgeSources(coverage, context, own);
  const final = context.deceased ? notInForce('The patient is recorded as deceased before the service date.') : judged;
  const confirmed = confirmationOn(coverage, serviceDate);
  const listed = !coverage.selfPay && (roster !== undefined || notListed);
  const unconfirmed = !confirmed && !roster && final.inForce === 'yes' && !coverage.selfPay;
  const wrongPayer =
    insurerPayers.length > 0 && payers.length > 0 && !payers.some((payer) => insurerPayers.includes(payer));
  const warnings = contradictions(coverage, context, own, judged);
  if (wrongPayer) warnings.push('The request names another payer than the coverage does.');
  if (unconfirmed) warnings.push('Coverage is taken from the message; not confirmed with the payer.');
  if (!confirmed) warnings.push(...(coverage.notTaken ?? []));
  const period = confirmed?.start || confirmed?.end ? confirmed : undefined;
  const start = period ? period.start : (roster?.start ?? coverage.start);
  const end = period ? period.end : (roster?.end ?? coverage.end);
  return {
    coverage,
    ...final,
    ...(unconfirmed && context.confirmationRequired
      ? { inForce: 'unknown' as const, says: 'The coverage must be confirmed with the payer first.' }
      : {}),
    source: confirmed ? 'payer' : listed ? 'roster' : 'coverage',
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    warnings,
    payers,
    ...(wrongPayer ? { wrongPayer } : {}),
  };
};

/** For a readable message without any Coverage. */
export const noCoverage: CoverageVerdict = {
  inForce: 'no',
  reason: 'coverage-not-found',
  says: 'The message holds no coverage for this patient.',
  source: 'none',
  warnings: [],
  payers: [],
};
