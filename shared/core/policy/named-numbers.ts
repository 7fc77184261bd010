import type { Approval } from '../model/approval.ts';
import type { CoverageVerdict } from '../model/assessment.ts';
import { plainNumber } from '../model/keys/plain-number.ts';
import type { PlacedNumber } from '../model/message/inquiry.ts';

/** An authorization number a claim names, with what is on file under it. */
export interface NamedNumber extends PlacedNumber {
  /** Whose number it is on file; `nobody` = the number is not on file, `unknown` = the claim does not tell who its patient is. */
  readonly whose: 'patient' | 'another' | 'unknown' | 'nobody';
  /** Empty unless it counts for the patient of the claim. */
  readonly approvals: readonly Approval[];
}

/** Why a number on a claim does not count. */
type Misnamed = 'another-patient' | 'another-payer' | 'unknown-patient' | 'not-approved' | 'no-authorization';

/** The numbers a claim names for one line. */
export interface LineNumbers {
  /** Normalized. */
  readonly named: ReadonlySet<string>;
  readonly approvals: readonly Approval[];
  readonly misnamed?: Misnamed;
}

/** An approval counts under the coverage it was given for; one without a payer counts under any. */
export const isOfCoverage = ({ payer }: Pick<Approval, 'payer'>, { coverage, payers }: CoverageVerdict): boolean =>
  payer === undefined || payers.includes(payer) || payer === coverage?.reference;

const saysYes = ({ decision }: Approval): boolean => decision === 'approved' || decision === 'partial';
/** An answer to a request of ours has an element for the number: without one the payer gave none. A person may have left it out. */
const isByMachine = ({ source, requested }: Approval): boolean => source === 'x12-278' || requested !== undefined;
/** Said to be approved, with no number or one that authorizes nothing: the authorization number is still to be had. */
export const isUnnumbered = (one: Approval): boolean =>
  saysYes(one) && (one.numberKind !== undefined || (one.number === undefined && isByMachine(one)));
export const approves = (one: Approval): boolean => saysYes(one) && !isUnnumbered(one);

const whyNot = (numbers: readonly NamedNumber[], verdict: CoverageVerdict): Misnamed | undefined => {
  const approvals = numbers.flatMap((one) => one.approvals);
  const own = approvals.filter((one) => isOfCoverage(one, verdict));
  if (own.some(approves)) return undefined;
  if (own.length) return own.some(isUnnumbered) ? 'no-authorization' : 'not-approved';
  if (approvals.length) return 'another-payer';
  if (numbers.some(({ whose }) => whose === 'another')) return 'another-patient';
  return numbers.some(({ whose }) => whose === 'unknown') ? 'unknown-patient' : undefined;
};

/** The numbers of each line, and under none those of the whole claim: looked through once for all lines. */
const grouped = new WeakMap<readonly NamedNumber[], ReadonlyMap<number | undefined, readonly NamedNumber[]>>();

const groupsOf = (all: readonly NamedNumber[]): ReadonlyMap<number | undefined, readonly NamedNumber[]> => {
  const known = grouped.get(all);
  if (known) return known;
  const groups = new Map<number | undefined, NamedNumber[]>();
  for (const one of all) {
    const group = groups.get(one.line) ?? [];
    group.push(one);
    groups.set(one.line, group);
  }
  grouped.set(all, groups);
  return groups;
};

/** A line's own numbers replace those of the claim; under one coverage only its numbers count. */
export const numbersOfLine = (
  all: readonly NamedNumber[],
  line: number,
  verdict: CoverageVerdict,
): LineNumbers | undefined => {
  const groups = groupsOf(all);
  const under = (of: number | undefined) =>
    (groups.get(of) ?? []).filter(({ coverage }) => coverage === undefined || coverage === verdict.coverage?.reference);
  const own = under(line);
  const numbers = own.length ? own : under(undefined);
  if (!numbers.length) return undefined;
  const misnamed = whyNot(numbers, verdict);
  return {
    named: new Set(numbers.map(({ number }) => plainNumber(number))),
    approvals: numbers.flatMap(({ approvals }) => approvals),
    ...(misnamed ? { misnamed } : {}),
  };
};
