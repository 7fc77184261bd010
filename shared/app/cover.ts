import type { CoverageCase } from '../core/answer.ts';
import type { Answer, CoverageVerdict } from '../core/assessment.ts';
import { judgeCoverage, noCoverage } from '../core/coverage.ts';
import type { Approval } from '../core/determination.ts';
import type { CoverageFacts, Inquiry } from '../core/inquiry.ts';
import type { Member, MemberRef } from './authorization-store.ts';
import type { RuleBook, Tenant } from './ports.ts';

/** The payers each coverage can mean, and the roster rows worth looking up. */
export interface Resolved {
  readonly coverage: CoverageFacts;
  readonly payers: readonly string[];
  readonly insurerPayers: readonly string[];
  readonly member?: MemberRef;
}

export const resolvePayers = (inquiry: Inquiry, rules: RuleBook): readonly Resolved[] =>
  inquiry.coverages.map((coverage) => {
    const payers = rules.payersOf(coverage);
    const [payer] = payers;
    const memberId = coverage.memberId ?? inquiry.patient.memberIds[0];
    const insurerPayers = coverage.insurer
      ? rules.payersOf({ ...coverage, payor: coverage.insurer, selfPay: false })
      : [];
    return {
      coverage,
      payers,
      insurerPayers,
      ...(payers.length === 1 && payer && memberId ? { member: { payer, memberId } } : {}),
    };
  });

const sameMember = (member: Member, ref: MemberRef) => member.payer === ref.payer && member.memberId === ref.memberId;

/** Judges every coverage of the message against the roster and picks the policy version in force. */
export const judgeCoverages = (
  inquiry: Inquiry,
  resolved: readonly Resolved[],
  members: readonly (Member | undefined)[],
  approvals: Readonly<Record<string, readonly Approval[]>>,
  tenant: Tenant,
  rules: RuleBook,
  serviceDate: string,
): readonly CoverageCase[] => {
  if (resolved.length === 0) return [{ verdict: noCoverage, bundle: undefined, approvals }];
  return resolved.map(({ coverage, payers, insurerPayers, member }): CoverageCase => {
    const roster = member && members.find((row) => row !== undefined && sameMember(row, member));
    const verdict: CoverageVerdict = judgeCoverage(coverage, {
      serviceDate,
      payers,
      insurerPayers,
      ...(roster ? { roster } : {}),
      rosterComplete: payers.some((payer) => tenant.rosterComplete.includes(payer)),
      confirmationRequired: tenant.confirmationRequired,
      ...(inquiry.patient.birthDate ? { patientBirthDate: inquiry.patient.birthDate } : {}),
      ...(inquiry.patient.deceased ? { deceased: true } : {}),
    });
    const [payer] = payers;
    const bundle = payers.length === 1 && payer ? rules.select(payer, serviceDate) : undefined;
    return { verdict, bundle, approvals };
  });
};

/** The roster rows an earlier answer was built on, so that the same coverage is judged again on another date. */
export const rosterOf = (answer: Answer, resolved: readonly Resolved[]): readonly Member[] =>
  resolved.flatMap(({ coverage, member }) => {
    const verdict = answer.coverages.find((one) => one.verdict.coverage?.reference === coverage.reference)?.verdict;
    if (!member || verdict?.source !== 'roster' || verdict.reason === 'no-member-found') return [];
    const { start, end } = verdict;
    const ended = verdict.inForce === 'no' && !end && !start;
    return [
      { ...member, status: ended ? 'terminated' : 'active', ...(start ? { start } : {}), ...(end ? { end } : {}) },
    ];
  });
