import { type CoverageCase, otherDatesOf, serviceDateOf } from '../../core/answer/answer.ts';
import { judgeCoverage, noCoverage } from '../../core/coverage/coverage.ts';
import { type SettledCoverages, settleCoverages } from '../../core/coverage/settle-coverages.ts';
import { type CoverageStanding, kindsOf, limited, namedByPayer, nameOf, noted } from '../../core/coverage/standing.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { CoverageVerdict, RosterMembership } from '../../core/model/assessment.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import type { CoverageFacts, Inquiry, ServiceFacts } from '../../core/model/message/inquiry.ts';
import type { CoverageOnDate } from '../../core/policy/line-case.ts';
import type { Member } from '../ports/authorization-store.ts';
import type { Tenant } from '../ports/ports.ts';
import type { RuleBook } from '../ports/rules.ts';
import { besideOnRoster, isSameMember, payerKinds, type Resolved } from './resolve-payers.ts';

interface CoverPorts {
  readonly rules: RuleBook;
  readonly codebook: Codebook;
}

/** What coverages are judged by, beside the date. */
interface Judging extends CoverPorts {
  readonly inquiry: Inquiry;
  readonly members: readonly (Member | undefined)[];
  readonly tenant: Tenant;
}

/** Plan details on the roster outrank those in the message. */
const withRoster = (coverage: CoverageFacts, roster: Member | undefined): CoverageFacts => ({
  ...coverage,
  ...(roster?.planProduct === undefined ? {} : { planProduct: roster.planProduct }),
  ...(roster?.delegated === undefined ? {} : { delegated: roster.delegated }),
  ...(roster?.funding === undefined ? {} : { funding: roster.funding }),
});

const isInpatient = ({ encounterClass = '', placeOfService }: ServiceFacts): boolean =>
  ['IMP', 'ACUTE', 'NONAC'].includes(encounterClass) || placeOfService === '21';

/** What is known of a coverage because its payer is. */
const knownOfPayer = (
  { payers: [payer, another], coverage }: CoverageVerdict,
  { exemptions = [] }: Tenant,
  { payers }: RuleBook,
): Pick<CoverageVerdict, 'payerPlanType' | 'exemptions'> => {
  if (payer === undefined || another !== undefined) return {};
  const notices = exemptions.filter((one) => one.payer === payer);
  const [planType, other] = payers.find(({ id }) => id === payer)?.planTypes ?? [];
  return {
    ...(planType && !other && !coverage?.planType ? { payerPlanType: planType } : {}),
    ...(notices.length ? { exemptions: notices } : {}),
  };
};

/** One coverage on a date. A coverage only beside those asked about is taken as active while it is not final. */
const standingOn = (
  date: string,
  { coverage, payers, insurerPayers, payor, disagreeing, member, answered }: Resolved,
  { inquiry, members, tenant, rules, codebook }: Judging,
): CoverageStanding => {
  const { patient, lines } = inquiry;
  const roster = member && members.find((row) => row !== undefined && isSameMember(row, member));
  const complete = member !== undefined && tenant.rosterComplete.includes(member.payer);
  const facts = withRoster(answered ? coverage : { ...coverage, status: 'active' }, roster);
  const verdict = judgeCoverage(facts, {
    serviceDate: date,
    payers,
    insurerPayers,
    ...(roster ? { roster } : {}),
    notListed: complete && !roster,
    rosterComplete: complete,
    confirmationRequired: tenant.confirmationRequired,
    ...(patient.birthDate ? { patientBirthDate: patient.birthDate } : {}),
    ...(patient.deceased ? { deceased: true } : {}),
  });
  const known = payerKinds(rules, payers);
  const kinds = kindsOf(coverage, known, codebook, codebook.coveragePairs(date));
  const name = nameOf(coverage, known.length ? known : payor ? [payor] : [], kinds, codebook);
  const standing = noted(
    {
      verdict: { ...verdict, ...knownOfPayer(verdict, tenant, rules) },
      ...kinds,
      name,
      payor,
      answered,
      ...(disagreeing ? { disagreeing } : {}),
    },
    codebook,
  );
  return limited(standing, lines.length > 0 && lines.every(isInpatient), codebook);
};

/** A membership the message does not name, as the payer's roster has it. */
const rosterStanding = (
  date: string,
  row: RosterMembership,
  { tenant, rules, codebook }: Judging,
): CoverageStanding => {
  const known = payerKinds(rules, [row.payer]);
  const coverage: CoverageFacts = { reference: '', status: 'active', focal: false, memberId: row.memberId };
  const verdict = judgeCoverage(coverage, {
    serviceDate: date,
    payers: [row.payer],
    insurerPayers: [],
    roster: row,
    notListed: false,
    confirmationRequired: tenant.confirmationRequired,
  });
  const kinds = kindsOf(coverage, known, codebook, codebook.coveragePairs(date));
  const name = `${nameOf(coverage, known, kinds, codebook)} by its member roster`;
  return { verdict, ...kinds, name, payor: known[0], answered: false };
};

/** Every coverage known of the patient on a date, and how they stand to each other. `first`: whom the message’s own date put first. */
const settledOn = (
  date: string,
  resolved: readonly Resolved[],
  rows: readonly RosterMembership[],
  judging: Judging,
  first?: number,
): SettledCoverages => {
  const { inquiry, codebook } = judging;
  const pairs = codebook.coveragePairs(date);
  const own = resolved.map((one) => standingOn(date, one, judging));
  const told = own.flatMap(({ verdict }) =>
    (verdict.source === 'payer' ? (verdict.coverage?.confirmed?.others ?? []) : []).map((words) =>
      namedByPayer(words, verdict, codebook, pairs),
    ),
  );
  const standings = [...own, ...told, ...rows.map((row) => rosterStanding(date, row, judging))];
  const { compensableInjury: injury } = inquiry.facts;
  const isInjury = injury?.is === 'known' && injury.value;
  const facts = [...(inquiry.paymentFacts ?? []), ...(isInjury ? (['accident'] as const) : [])];
  const context = { pairs, facts, date, codebook, isClaim: inquiry.dialect === 'claim' };
  return settleCoverages(standings, context, first === undefined ? undefined : standings[first]);
};

/**
 * Judges every coverage of the message against the rosters and against each other, and picks the policy version in
 * force, on every service date of its lines. The coverage that gives the overall answer comes first.
 */
export const judgeCoverages = (
  inquiry: Inquiry,
  resolved: readonly Resolved[],
  members: readonly (Member | undefined)[],
  approvals: Readonly<Record<string, readonly Approval[]>>,
  tenant: Tenant,
  { rules, codebook }: CoverPorts,
  today: string,
): readonly CoverageCase[] => {
  if (!resolved.some(({ answered }) => answered)) return [{ verdict: noCoverage, bundle: undefined, approvals }];
  const judging = { inquiry, members, tenant, rules, codebook };
  const rows = besideOnRoster(resolved, members, inquiry.patient.birthDate);
  const date = serviceDateOf(inquiry.lines, today);
  const settled = settledOn(date, resolved, rows, judging);
  const [first] = settled.order;
  const others = otherDatesOf(inquiry.lines, today).map(
    (other) => [other, settledOn(other, resolved, rows, judging, first)] as const,
  );
  const windowEnd = inquiry.lines
    .map(({ serviceEnd = '' }) => serviceEnd)
    .sort()
    .at(-1);
  const atEnd = windowEnd && windowEnd > date ? settledOn(windowEnd, resolved, rows, judging, first) : undefined;
  const later = first === undefined ? undefined : atEnd?.verdicts[first]?.conflict;
  const on = (index: number, day: string, { verdicts }: SettledCoverages): readonly CoverageOnDate[] => {
    const verdict = verdicts[index];
    if (!verdict) return [];
    const [payer, another] = verdict.payers;
    return [{ verdict, bundle: payer && !another ? rules.select(payer, day) : undefined }];
  };
  return settled.order.flatMap((index) =>
    on(index, date, settled).map(({ verdict, bundle }) => ({
      verdict: {
        ...verdict,
        ...(index === first && later && !verdict.conflict
          ? { warnings: [`The service window reaches to ${windowEnd}. ${later.says}`, ...verdict.warnings] }
          : {}),
        ...(index === first && rows.length ? { rosterBeside: rows } : {}),
      },
      bundle,
      approvals,
      ...(others.length
        ? { otherDates: Object.fromEntries(others.flatMap(([day, one]) => on(index, day, one).map((it) => [day, it]))) }
        : {}),
    })),
  );
};
