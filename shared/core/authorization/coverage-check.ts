import type { CoverageVerdict } from '../model/assessment.ts';
import { addDays } from '../model/dates.ts';
import type { Determination } from '../model/determination.ts';
import { plainMemberNumber } from '../model/keys/plain-number.ts';
import type { Booking } from './booking.ts';

/** How a coverage differs from the one the answer was for. */
export type CoverageChange = 'ended' | 'payer' | 'plan' | 'member-number';

/** What a record says of booking. */
interface Booked {
  readonly bookable: Determination['bookable'];
  readonly nextStep: string;
}

/** What came of reading the coverage of a booked visit anew. */
export interface CoverageCheck {
  /** Local day of the last check. */
  readonly on: string;
  /** `changed` and `unconfirmed` withhold a "yes" until somebody confirms. */
  readonly result: 'same' | 'changed' | 'unconfirmed';
  /** Local day on which it was last known. */
  readonly confirmedOn: string;
  readonly changes?: readonly CoverageChange[];
  /** Keyed hash of the coverage the withheld answer was for: a late copy of that message confirms nothing. */
  readonly was?: string;
  /** What the record says once the coverage is confirmed. */
  readonly withheld?: Booked;
}

export const CONFIRM_COVERAGE = {
  code: 'confirm-coverage',
  says: 'Confirm the coverage with the patient or the payer before the visit.',
} as const;

const CHANGED: Readonly<Record<CoverageChange, string>> = {
  ended: 'it is not in force on the day of the visit',
  payer: 'another payer',
  plan: 'another plan',
  'member-number': 'another member number',
};

export const changeWords = (changes: readonly CoverageChange[]): string =>
  changes.map((change) => CHANGED[change]).join(', ');

/** Why a "yes" is withheld; undefined where it is not. */
export const withholding = (
  check: CoverageCheck | undefined,
): { readonly code: 'coverage-changed' | 'coverage-unconfirmed'; readonly says: string } | undefined => {
  if (check?.result === 'changed')
    return {
      code: 'coverage-changed',
      says: `The coverage changed since this was answered: ${changeWords(check.changes ?? [])}.`,
    };
  return check?.result === 'unconfirmed'
    ? { code: 'coverage-unconfirmed', says: `The coverage is not confirmed since ${check.confirmedOn}.` }
    : undefined;
};

/** The guidance under a check: a "yes" is withheld, and comes back once the coverage is confirmed. */
export const underCheck = <G extends Booked>(
  guidance: G,
  check: CoverageCheck | undefined,
): G & { readonly coverage?: CoverageCheck } => {
  if (!check) return guidance;
  const { withheld: before, ...rest } = check;
  const { bookable, nextStep } = { ...guidance, ...before };
  if (!withholding(check)) return { ...guidance, bookable, nextStep, coverage: rest };
  if (bookable !== 'yes') return { ...guidance, coverage: rest };
  const withheld = { bookable, nextStep };
  return { ...guidance, bookable: 'cannot-tell', nextStep: CONFIRM_COVERAGE.says, coverage: { ...rest, withheld } };
};

const firstOfNextMonth = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
};

/**
 * The next day on which the coverage behind booked visits is read anew: the first of each month (a plan year begins on
 * one), some days before the visit, and daily while it could not be confirmed. None once it was read for all of them.
 */
export const nextCoverageCheck = (
  bookings: readonly Booking[],
  check: CoverageCheck | undefined,
  answeredOn: string,
  daysBefore: number,
): string | undefined => {
  const last = check?.on ?? answeredOn;
  const retry = check?.result === 'unconfirmed' ? [addDays(last, 1)] : [];
  return bookings
    .filter(({ state }) => state === 'booked')
    .flatMap(({ date }) =>
      [firstOfNextMonth(last), addDays(date, -daysBefore), ...retry].filter((day) => day > last && day <= date),
    )
    .sort()[0];
};

const known = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b;
const number = ({ coverage }: CoverageVerdict) => coverage?.memberId && plainMemberNumber(coverage.memberId);

/** What differs between two readings of a coverage; what one of them does not say is no difference. */
export const coverageChanges = (before: CoverageVerdict, now: CoverageVerdict): readonly CoverageChange[] => {
  const isPlan =
    known(before.coverage?.planProduct, now.coverage?.planProduct) ||
    known(before.coverage?.planType, now.coverage?.planType) ||
    (before.coverage?.delegated === true) !== (now.coverage?.delegated === true);
  const isPayer = before.payers.length > 0 && before.payers.join() !== now.payers.join();
  return [
    ...(now.inForce === 'no' && before.inForce !== 'no' ? (['ended'] as const) : []),
    ...(now.coverage && isPayer ? (['payer'] as const) : []),
    ...(now.coverage && !isPayer && isPlan ? (['plan'] as const) : []),
    ...(known(number(before), number(now)) ? (['member-number'] as const) : []),
  ];
};
