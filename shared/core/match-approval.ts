import { addDays } from './dates.ts';
import type { Approval } from './determination.ts';
import type { ServiceFacts } from './inquiry.ts';
import type { Ruleset } from './ruleset.ts';

export interface Mismatch {
  readonly part: 'code' | 'place' | 'facility' | 'performer' | 'units' | 'date';
  /** Foreseeable claim adjustment reason. */
  readonly carc: string;
  readonly says: string;
}

/** First and last day an approval covers, both included; `undefined` end = not known. */
export const approvalWindow = (
  approval: Approval,
  ruleset: Pick<Ruleset, 'validityDays'> | undefined,
): { readonly start?: string; readonly end?: string } => {
  // A number read off a claim says nothing of its dates.
  if (approval.source === 'claim' && !approval.start && !approval.issued)
    return approval.end ? { end: approval.end } : {};
  const start = approval.start ?? approval.issued ?? approval.receivedAt.slice(0, 10);
  const days = ruleset?.validityDays.value;
  const end = approval.end ?? (days ? addDays(start, days - 1) : undefined);
  return { start, ...(end ? { end } : {}) };
};

/** How the approval differs from what is ordered; empty = it fits. */
export const mismatches = (
  approval: Approval,
  service: ServiceFacts,
  serviceDate: string,
  ruleset: Pick<Ruleset, 'validityDays' | 'codeSpecific' | 'siteSpecific'> | undefined,
): readonly Mismatch[] => {
  const found: Mismatch[] = [];
  const { start, end } = approvalWindow(approval, ruleset);
  if (start && serviceDate < start)
    found.push({ part: 'date', carc: '302', says: `The approval starts on ${start}, after the service date.` });
  if (end && serviceDate > end)
    found.push({ part: 'date', carc: '302', says: `The approval ended on ${end}, before the service date.` });
  if (approval.codes.length && !service.codes.some((code) => approval.codes.includes(code)))
    found.push({
      part: 'code',
      carc: '284',
      says: `The approval is for ${approval.codes.join(', ')}, not for ${service.codes.join(', ') || 'this order'}.`,
    });
  if (approval.placeOfService && service.placeOfService && approval.placeOfService !== service.placeOfService)
    found.push({
      part: 'place',
      carc: '284',
      says: `The approval is for place of service ${approval.placeOfService}, not ${service.placeOfService}.`,
    });
  if (approval.facility && service.facility && approval.facility !== service.facility)
    found.push({ part: 'facility', carc: '296', says: 'The approval is for another facility.' });
  if (approval.performer && service.performer && approval.performer !== service.performer)
    found.push({ part: 'performer', carc: '296', says: 'The approval is for another performing provider.' });
  if (approval.units !== undefined && (approval.unitsUsed ?? 0) + (service.units ?? 1) > approval.units)
    found.push({
      part: 'units',
      carc: '198',
      says: `The approval covers ${approval.units} unit(s), ${approval.unitsUsed ?? 0} used.`,
    });
  return found;
};

export interface ApprovalOnFile {
  readonly approval: Approval;
  readonly mismatches: readonly Mismatch[];
}

/** The approval that fits, else the one that fits best; only approvals, never denials or pended requests. */
export const matchApproval = (
  approvals: readonly Approval[],
  service: ServiceFacts,
  serviceDate: string,
  ruleset: Parameters<typeof mismatches>[3],
): ApprovalOnFile | undefined =>
  approvals
    .filter(({ decision }) => decision === 'approved' || decision === 'partial')
    .map((approval) => ({ approval, mismatches: mismatches(approval, service, serviceDate, ruleset) }))
    .sort(
      (a, b) => a.mismatches.length - b.mismatches.length || b.approval.receivedAt.localeCompare(a.approval.receivedAt),
    )[0];

/** The payer's newest word on this order, whatever it is. */
export const newestDecision = (approvals: readonly Approval[]): Approval | undefined =>
  [...approvals].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt))[0];
