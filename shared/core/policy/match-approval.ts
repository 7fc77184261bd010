import type { Approval, ApprovalWindow, Mismatch } from '../model/approval.ts';
import { addDays } from '../model/dates.ts';
import { NOT_VERIFIED } from '../model/evidence.ts';
import { plainNumber } from '../model/keys/plain-number.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { approves } from './named-numbers.ts';

/** What a policy says about approvals; without a policy the strict reading applies. */
type ApprovalRules = Pick<Ruleset, 'validityDays' | 'codeSpecific' | 'siteSpecific' | 'crosswalk'> | undefined;

/** First and last day an approval covers, both included; a missing end is unknown. */
export const approvalWindow = (
  approval: Approval,
  rules: Pick<Ruleset, 'validityDays'> | undefined,
): ApprovalWindow => {
  // A number read from a claim has no dates.
  if (approval.source === 'claim' && !approval.start && !approval.issued)
    return approval.end ? { end: approval.end } : {};
  const start = approval.start ?? approval.issued ?? approval.receivedAt.slice(0, 10);
  const days = rules?.validityDays.value;
  const end = approval.end ?? (days ? addDays(start, days) : undefined);
  const isUsual = !approval.end && days && rules?.validityDays.evidence === 'illustrative';
  return { start, ...(end ? { end } : {}), ...(isUsual ? { usualDays: days } : {}) };
};

const dateMismatch = (approval: Approval, serviceDate: string, rules: ApprovalRules): readonly Mismatch[] => {
  const { start, end, usualDays } = approvalWindow(approval, rules);
  if (start && serviceDate < start)
    return [{ part: 'date', carc: '302', says: `The approval starts on ${start}, after the service date.` }];
  const usual = usualDays ? ` if the plan’s usual ${usualDays} days apply (${NOT_VERIFIED})` : '';
  return end && serviceDate > end
    ? [{ part: 'date', carc: '302', says: `The approval ended on ${end}${usual}, before the service date.` }]
    : [];
};

const isAbout = (approval: Approval, { codes }: Pick<ServiceFacts, 'codes'>): boolean =>
  approval.codes.length === 0 || codes.some((code) => approval.codes.includes(code));

/** Names the code, or one the payer's crosswalk accepts for it. */
const coversCode = (approval: Approval, { codes }: ServiceFacts, rules: ApprovalRules): boolean =>
  approval.codes.length === 0 ||
  codes.some((code) => {
    // Only a crosswalk somebody read counts: one told by others is asked about.
    const { value, evidence } = rules?.crosswalk ?? { value: [], evidence: 'verified' };
    const alike = evidence === 'verified' ? value.filter((set) => set.includes(code)).flat() : [];
    return [code, ...alike].some((one) => approval.codes.includes(one));
  });

/** What the plan is known to hold of an approval for another code. */
const otherCodeSays = (rules: ApprovalRules): string => {
  if (rules?.codeSpecific.says) return ` ${rules.codeSpecific.says}`;
  return rules === undefined || rules.codeSpecific.evidence === 'illustrative'
    ? ' Whether this plan lets it cover another code is not known: ask, and perform no other code than the approved one.'
    : ' At this plan an approval covers the approved code alone: have it changed before the test.';
};

const differs = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

/** `Type/id` of a reference, on any server; an NPI or other identifier unchanged. */
const plainKey = (key: string): string => key.split('/').slice(-2).join('/');
const kindOf = (key: string): string => (key.includes('/') ? (key.split('/')[0] ?? '') : 'identifier');

/** An identifier and a reference, or references to two types, may mean the same provider or place. */
const differsInKind = (a: string | undefined, b: string | undefined): boolean => {
  if (a === undefined || b === undefined) return false;
  const [one, other] = [plainKey(a), plainKey(b)];
  return kindOf(one) === kindOf(other) && one !== other;
};

/** How the approval differs from the order; empty = it matches. What one side leaves open does not differ. */
export const mismatches = (
  approval: Approval,
  service: ServiceFacts,
  serviceDate: string,
  rules: ApprovalRules,
): readonly Mismatch[] => {
  const { codes, placeOfService, facility, performer, units, unitsUsed = 0 } = approval;
  const found: Mismatch[] = [...dateMismatch(approval, serviceDate, rules)];
  const siteCounts = rules?.siteSpecific.value !== false;
  if (rules?.codeSpecific.value !== false && !coversCode(approval, service, rules)) {
    const ordered = service.codes.join(', ') || 'this order';
    found.push({
      part: 'code',
      carc: '284',
      says: `The approval is for ${codes.join(', ')}, not for ${ordered}.${otherCodeSays(rules)}`,
    });
  }
  if (siteCounts && differs(placeOfService, service.placeOfService)) {
    const says = `The approval is for place of service ${placeOfService}, not ${service.placeOfService}.`;
    found.push({ part: 'place', carc: '284', says });
  }
  if (siteCounts && differsInKind(facility, service.facility))
    found.push({ part: 'facility', carc: '296', says: 'The approval is for another facility.' });
  if (differsInKind(performer, service.performer))
    found.push({ part: 'performer', carc: '296', says: 'The approval is for another performing provider.' });
  if (units !== undefined && unitsUsed + (service.units ?? 1) > units)
    found.push({ part: 'units', carc: '198', says: `The approval covers ${units} unit(s), ${unitsUsed} used.` });
  return found;
};

export const decisionsNewestFirst = (approvals: readonly Approval[]): readonly Approval[] =>
  approvals.toReversed().sort((a, b) => (a.receivedAt === b.receivedAt ? 0 : a.receivedAt < b.receivedAt ? 1 : -1));

const authorizationOf = ({ number, numberKind }: Approval): string | undefined => (numberKind ? undefined : number);
const plainOf = (number: string | undefined): string | undefined =>
  number === undefined ? undefined : plainNumber(number);
const revokes = ({ decision }: Approval): boolean =>
  decision === 'denied' || decision === 'cancelled' || decision === 'appealed';

/** A later denial, appeal or cancellation ends an approval with the same number; without an authorization number it ends any. */
const revokedOf = (decisions: readonly Approval[], service: ServiceFacts): ((approval: Approval) => boolean) => {
  /** When the last one was received: by authorization number, and of those that end any. */
  const last = new Map<string | undefined, string>();
  for (const later of decisions) {
    if (!revokes(later) || !isAbout(later, service)) continue;
    const number = plainOf(authorizationOf(later));
    if ((last.get(number) ?? '') < later.receivedAt) last.set(number, later.receivedAt);
  }
  return ({ number, receivedAt }) =>
    (last.get(undefined) ?? '') > receivedAt ||
    (number !== undefined && (last.get(plainOf(number)) ?? '') > receivedAt);
};

export interface ApprovalOnFile {
  readonly approval: Approval;
  readonly mismatches: readonly Mismatch[];
}

/** The approval that matches, else the closest one, newest first; denials and pended requests do not count. */
export const matchApproval = (
  decisions: readonly Approval[],
  service: ServiceFacts,
  serviceDate: string,
  rules: ApprovalRules,
): ApprovalOnFile | undefined => {
  const isRevoked = revokedOf(decisions, service);
  let best: ApprovalOnFile | undefined;
  for (const approval of decisionsNewestFirst(decisions)) {
    if (!approves(approval) || isRevoked(approval)) continue;
    const found = mismatches(approval, service, serviceDate, rules);
    if (!best || found.length < best.mismatches.length) best = { approval, mismatches: found };
    if (found.length === 0) break;
  }
  return best;
};

/** The payer's newest decision on the ordered service, of any kind. */
export const newestDecision = (decisions: readonly Approval[], service: ServiceFacts): Approval | undefined =>
  decisionsNewestFirst(decisions).find((one) => approves(one) || isAbout(one, service));
