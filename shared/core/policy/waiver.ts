import { addDays } from '../model/dates.ts';
import type { PlanType } from '../model/facts.ts';
import type { ContinuityRule, ExemptionNotice, Waiver } from '../model/plan-duty.ts';
import type { LineCase } from './line-case.ts';
import { matchApproval } from './match-approval.ts';

type Asked = Pick<LineCase, 'verdict' | 'service' | 'serviceDate' | 'facts' | 'codebook' | 'priorApprovals'>;

const isDelegated = ({ verdict: { coverage } }: Pick<Asked, 'verdict'>): boolean =>
  coverage?.delegated === true || (coverage?.unclear?.includes('delegate') ?? false);

/** Keys of `ServiceFacts.orderedBy` and `performedBy`. */
const holdersOf = ({ npis = [], taxIds = [] }: ExemptionNotice): readonly string[] => [
  ...npis.map((npi) => `npi|${npi}`),
  ...taxIds.map((id) => `tax|${id.replace(/\D/g, '')}`),
];

/** Why a notice on file does not count for this line; `undefined` = it does. */
const whyNot = (notice: ExemptionNotice, line: Asked): string | undefined => {
  const { service, serviceDate } = line;
  const { from, to, dated, codes, of } = notice;
  if (serviceDate < from || serviceDate < dated || (to !== undefined && serviceDate > to))
    return `it covers ${from} to ${to ?? 'an open end'}, and is dated ${dated}`;
  if (service.codes.length === 0 || !service.codes.every((code) => codes.includes(code)))
    return `it does not name ${service.codes.join(', ') || 'this test'}`;
  const people = (of === 'ordering' ? service.orderedBy : service.performedBy) ?? [];
  if (!holdersOf(notice).some((holder) => people.includes(holder)))
    return `it is for others than who ${of === 'ordering' ? 'orders' : 'performs'} this test`;
  return isDelegated(line) ? 'members whose review is delegated to a medical group are outside of it' : undefined;
};

const exemptionOf = (line: Asked): Waiver | undefined => {
  const notice = line.verdict.exemptions?.find((one) => whyNot(one, line) === undefined);
  if (!notice) return undefined;
  const cite = `notice of ${notice.dated}`;
  const until = notice.to ? ` until ${notice.to}` : '';
  return notice.notify
    ? {
        kind: 'exemption',
        effect: 'notify',
        cite,
        says: [
          `The plan’s ${cite} asks for a notification instead of an authorization${until}: notify it, and record its confirmation before booking.`,
        ],
      }
    : {
        kind: 'exemption',
        effect: 'none-needed',
        cite,
        says: [
          `The plan’s ${cite} spares this provider the authorization for ${line.service.codes.join(', ')}${until}.`,
        ],
      };
};

/** Of notices on file that do not count for this line, why the first does not. */
export const unusedNotice = (line: Asked): string | undefined => {
  const { exemptions = [] } = line.verdict;
  const [first] = exemptions;
  if (!first || exemptions.some((one) => whyNot(one, line) === undefined)) return undefined;
  return `A notice of exemption of this plan is on file, but does not count here: ${whyNot(first, line)}.`;
};

/** Without a rule that gives another number: what plans and pledges commonly give. */
const TRANSITION_DAYS = 90;

export const planTypeUnder = ({ verdict, facts }: Pick<Asked, 'verdict' | 'facts'>): PlanType | undefined =>
  facts.planType?.is === 'known' ? facts.planType.value : verdict.payerPlanType;

const bindsHere = (rule: ContinuityRule, { verdict, facts }: Asked): boolean => {
  const { coverage, payers } = verdict;
  const planType = planTypeUnder({ verdict, facts });
  const state = facts.siteState?.is === 'known' ? facts.siteState.value : undefined;
  const funding = planType === 'exchange' ? 'fully-insured' : coverage?.funding;
  return (
    planType !== undefined &&
    rule.planTypes.includes(planType) &&
    (!rule.payers || payers.some((payer) => rule.payers?.includes(payer))) &&
    (!rule.states || (state !== undefined && rule.states.includes(state))) &&
    (!rule.funding || rule.funding === funding)
  );
};

/** Days of the new coverage at which the test is done, the first one included; the plan changed after the approval. */
const continuityOf = (line: Asked): Waiver | undefined => {
  const { verdict, service, serviceDate, codebook, priorApprovals = [] } = line;
  const { start } = verdict;
  if (!start || serviceDate < start || priorApprovals.length === 0) return undefined;
  const prior = matchApproval(priorApprovals, service, serviceDate, undefined);
  if (!prior || prior.mismatches.length) return undefined;
  const given = prior.approval.issued ?? prior.approval.receivedAt.slice(0, 10);
  if (given >= start) return undefined;
  const earlier = `The plan before approved this test on ${given}; this coverage began on ${start}.`;
  const rule = codebook
    .continuityRules(serviceDate)
    .find((one) => serviceDate < addDays(start, one.days) && bindsHere(one, line));
  if (rule) {
    const proof = [
      'the earlier approval with its number and dates',
      'the day this coverage began',
      ...(rule.needsActiveCourse ? ['a note that the treatment was under way'] : []),
    ];
    return {
      kind: 'continuity',
      effect: 'hand-over',
      cite: rule.cite,
      says: [
        `${earlier} Hand the plan the proof and record its confirmation before booking: ${proof.join(', ')}.`,
        `${rule.says} (${rule.cite}, ${rule.evidence})`,
      ],
    };
  }
  if (serviceDate >= addDays(start, TRANSITION_DAYS)) return undefined;
  return {
    kind: 'continuity',
    effect: 'ask',
    cite: 'no rule held',
    says: [
      `${earlier} Ask this plan whether it honors that, with the earlier approval as proof; else request its own.`,
    ],
  };
};

/** Why this plan may need no authorization of its own, where its rules ask for one. */
export const waiverOf = (line: Asked): Waiver | undefined => exemptionOf(line) ?? continuityOf(line);
