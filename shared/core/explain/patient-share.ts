import { compact } from '../model/compact.ts';
import type { Determination } from '../model/determination.ts';
import type { CostSharing, PatientShare } from '../model/message/cost-sharing.ts';

const cents = (usd: number): number => Math.round(usd * 100) / 100;
const some = (usd: number): number | undefined => (usd > 0 ? usd : undefined);

const saysNothing = (sharing: CostSharing): boolean => Object.values(sharing).every((value) => value === undefined);

/** What the whole deductible and the copay are worth: where the payer says nothing of the rest, all of it is left. */
const leftOf = ({ deductibleLeftUsd, deductibleUsd }: CostSharing): number => deductibleLeftUsd ?? deductibleUsd ?? 0;

const assumptionsOf = (sharing: CostSharing): readonly string[] => {
  const { copayUsd, coinsurance, deductibleUsd, deductibleLeftUsd } = sharing;
  return [
    'An estimate from what the plan said, in its network; the claim decides.',
    ...(deductibleLeftUsd === undefined && deductibleUsd !== undefined
      ? ['What is left of the deductible was not said: all of it is counted.']
      : []),
    ...(deductibleLeftUsd === undefined && deductibleUsd === undefined
      ? ['A deductible was not named: none is counted.']
      : []),
    ...(copayUsd !== undefined && leftOf(sharing) > 0
      ? ['Whether the deductible applies beside a copay was not said.']
      : []),
    ...(coinsurance === undefined && copayUsd === undefined
      ? ['Neither coinsurance nor a copay was named: none is counted.']
      : []),
  ];
};

/**
 * An estimate of what the patient pays of an allowed amount, in US dollars: what is left of the deductible first, then
 * coinsurance of the rest, and the copay. None where the payer named no cost sharing at all.
 */
export const patientShare = (sharing: CostSharing, allowedUsd: number): PatientShare | undefined => {
  if (saysNothing(sharing)) return undefined;
  const deductible = cents(Math.min(leftOf(sharing), allowedUsd));
  const coinsurance = cents((allowedUsd - deductible) * (sharing.coinsurance ?? 0));
  const copay = cents(Math.min(sharing.copayUsd ?? 0, allowedUsd - deductible - coinsurance));
  return {
    usd: cents(deductible + coinsurance + copay),
    ...compact({ deductibleUsd: some(deductible), coinsuranceUsd: some(coinsurance), copayUsd: some(copay) }),
    assumes: assumptionsOf(sharing),
  };
};

/** The published fee of a line whose code is settled, for all its units; none where no schedule has it. */
const feeOf = ({ role, codes, units = 1, estimates = [] }: Determination): number | undefined =>
  role === 'other' || codes.length !== 1 || !estimates.length
    ? undefined
    : cents(estimates.reduce((sum, { usd }) => sum + usd, 0) * units);

const OF_THE_FEE =
  'Worked out of the published fee, which the plan’s own may differ from; a facility’s own bill is not in it.';

/**
 * The share of each line of one visit, in order: what an earlier line takes of the deductible, and its copay, are not counted
 * again. `sharingOf` says what the payer named for a line's codes.
 */
export const patientShares = (
  lines: readonly Determination[],
  sharingOf: (codes: readonly string[]) => CostSharing,
): readonly (PatientShare | undefined)[] => {
  let deductiblePaid = 0;
  let isCopayPaid = false;
  return lines.map((line) => {
    const fee = feeOf(line);
    const sharing = sharingOf(line.codes);
    if (fee === undefined || saysNothing(sharing)) return undefined;
    const isNamed = sharing.deductibleLeftUsd !== undefined || sharing.deductibleUsd !== undefined;
    const left = isNamed ? { deductibleLeftUsd: Math.max(0, leftOf(sharing) - deductiblePaid) } : {};
    const copay = isCopayPaid && sharing.copayUsd !== undefined ? { copayUsd: 0 } : {};
    const share = patientShare({ ...sharing, ...left, ...copay }, fee);
    if (!share) return undefined;
    deductiblePaid += share.deductibleUsd ?? 0;
    isCopayPaid ||= (share.copayUsd ?? 0) > 0;
    return { ...share, assumes: [...assumptionsOf(sharing), OF_THE_FEE] };
  });
};
