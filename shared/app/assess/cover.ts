import { type CoverageCase, otherDatesOf, serviceDateOf } from '../../core/answer/answer.ts';
import { judgeCoverage, noCoverage } from '../../core/coverage/coverage.ts';
import type { Answer } from '../../core/model/assessment.ts';
import type { Approval } from '../../core/model/determination.ts';
import type { CoverageFacts, Inquiry } from '../../core/model/message/inquiry.ts';
import type { CoverageOnDate } from '../../core/policy/line-case.ts';
import type { Member, MemberRef } from '../ports/authorization-store.ts';
import type { RuleBook, Tenant } from '../ports/ports.ts';

/** The payers a coverage can mean, and the roster row worth looking up. */
export interface Resolved {
  readonly coverage: CoverageFacts;
  readonly payers: readonly string[];
  readonly insurerPayers: readonly string[];
  readonly member?: MemberRef;
}

/** The insurer alone, without the plan type: an unknown insurer must not resolve to a payer by its `catchAllFor`. */
const insurerOf = ({ reference, status, focal, insurer }: CoverageFacts): CoverageFacts => ({
  reference,
  status,
  focal,
  ...(insurer ? { payor: insurer } : {}),
});

/** The focal coverage first: it gives the overall answer. */
export const resolvePayers = (inquiry: Inquiry, rules: RuleBook): readonly Resolved[] =>
  inquiry.coverages
    .toSorted((a, b) => Number(b.focal) - Number(a.focal))
    .map((coverage) => {
      const payers = rules.payersOf(coverage);
      const [payer] = payers;
      const memberId = coverage.memberId ?? inquiry.patient.memberIds[0];
      const insurerPayers = rules.payersOf(insurerOf(coverage));
      return {
        coverage,
        payers,
        insurerPayers,
        ...(payers.length === 1 && payer && memberId ? { member: { payer, memberId } } : {}),
      };
    });

const sameMember = (member: Member, ref: MemberRef) => member.payer === ref.payer && member.memberId === ref.memberId;

/** Plan details on the roster outrank those in the message. */
const withRoster = (coverage: CoverageFacts, roster: Member | undefined): CoverageFacts => ({
  ...coverage,
  ...(roster?.planProduct === undefined ? {} : { planProduct: roster.planProduct }),
  ...(roster?.delegated === undefined ? {} : { delegated: roster.delegated }),
});

const judgeOn = (
  serviceDate: string,
  { coverage, payers, insurerPayers, member }: Resolved,
  members: readonly (Member | undefined)[],
  { patient }: Inquiry,
  tenant: Tenant,
  rules: RuleBook,
): CoverageOnDate => {
  const roster = member && members.find((row) => row !== undefined && sameMember(row, member));
  const complete = member !== undefined && tenant.rosterComplete.includes(member.payer);
  const verdict = judgeCoverage(withRoster(coverage, roster), {
    serviceDate,
    payers,
    insurerPayers,
    ...(roster ? { roster } : {}),
    notListed: complete && !roster,
    rosterComplete: complete,
    confirmationRequired: tenant.confirmationRequired,
    ...(patient.birthDate ? { patientBirthDate: patient.birthDate } : {}),
    ...(patient.deceased ? { deceased: true } : {}),
  });
  const [payer] = payers;
  return { verdict, bundle: payers.length === 1 && payer ? rules.select(payer, serviceDate) : undefined };
};

/**
 * Judges every coverage of the message against the roster, and picks the policy version in force, on every service
 * date of its lines.
 */
export const judgeCoverages = (
  inquiry: Inquiry,
  resolved: readonly Resolved[],
  members: readonly (Member | undefined)[],
  approvals: Readonly<Record<string, readonly Approval[]>>,
  tenant: Tenant,
  rules: RuleBook,
  today: string,
): readonly CoverageCase[] => {
  if (resolved.length === 0) return [{ verdict: noCoverage, bundle: undefined, approvals }];
  const others = otherDatesOf(inquiry.lines, today);
  return resolved.map((one): CoverageCase => {
    const on = (date: string) => judgeOn(date, one, members, inquiry, tenant, rules);
    return {
      ...on(serviceDateOf(inquiry.lines, today)),
      approvals,
      ...(others.length ? { otherDates: Object.fromEntries(others.map((date) => [date, on(date)])) } : {}),
    };
  });
};

/** The roster rows an earlier answer was based on, to judge the same coverage on another date. */
export const rosterOf = (answer: Answer, resolved: readonly Resolved[]): readonly Member[] =>
  resolved.flatMap(({ coverage, member }) => {
    const verdict = answer.coverages.find((one) => one.verdict.coverage?.reference === coverage.reference)?.verdict;
    const { reason } = verdict ?? {};
    const unknown = reason === 'no-member-found' || reason === 'coverage-not-found';
    if (!member || verdict?.source !== 'roster' || unknown) return [];
    const { start, end } = verdict;
    const ended = verdict.inForce === 'no' && !end && !start;
    const { planProduct, delegated } = verdict.coverage ?? {};
    return [
      {
        ...member,
        status: ended ? 'terminated' : 'active',
        ...(start ? { start } : {}),
        ...(end ? { end } : {}),
        ...(planProduct === undefined ? {} : { planProduct }),
        ...(delegated === undefined ? {} : { delegated }),
      },
    ];
  });
