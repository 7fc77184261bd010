import type { Eligibility, X12Benefit } from './eligibility.ts';
import { ASKED_TYPES } from './write-eligibility-inquiry.ts';

const PLAN_AS_A_WHOLE = '30';
/** EB06. */
const REMAINING = '29';
const YEARS = ['23', '22', '25'];

/** What a plan asks the patient to pay for a service, as far as the response says. */
interface CostSharing {
  readonly copayUsd?: number;
  readonly deductibleUsd?: number;
  readonly deductibleLeftUsd?: number;
  /** Fraction of 1. */
  readonly coinsurance?: number;
}

/** How near a benefit is to the service: its own code, its service type, the plan as a whole. */
const nearness = ({ code, serviceTypes }: X12Benefit, codes: readonly string[]): number => {
  if (code !== undefined) return codes.includes(code) ? 3 : -1;
  if (!serviceTypes.length || serviceTypes.includes(PLAN_AS_A_WHOLE)) return 1;
  return serviceTypes.some((type) => ASKED_TYPES.includes(type)) ? 2 : -1;
};

/** In the network, for one person; of the fitting ones the nearest, and of several of those the highest. */
const pick = (
  benefits: readonly X12Benefit[],
  codes: readonly string[],
  fits: (one: X12Benefit) => number | undefined,
): number | undefined => {
  const found = benefits.flatMap((one) => {
    const value = fits(one);
    const near = nearness(one, codes);
    const isMine = one.network !== 'out' && (one.level === undefined || one.level === 'IND');
    return value === undefined || near < 0 || !isMine ? [] : [{ value, near }];
  });
  const nearest = Math.max(...found.map(({ near }) => near));
  const values = found.filter(({ near }) => near === nearest).map(({ value }) => value);
  return values.length ? Math.max(...values) : undefined;
};

const entry = (key: keyof CostSharing, value: number | undefined): CostSharing =>
  value === undefined ? {} : { [key]: value };

export const costSharing = ({ benefits }: Pick<Eligibility, 'benefits'>, codes: readonly string[]): CostSharing => {
  const money = (information: string, isPeriod: (period: string | undefined) => boolean) =>
    pick(benefits, codes, (one) => (one.information === information && isPeriod(one.period) ? one.usd : undefined));
  return {
    ...entry(
      'copayUsd',
      money('B', () => true),
    ),
    ...entry(
      'deductibleUsd',
      money('C', (period) => period === undefined || YEARS.includes(period)),
    ),
    ...entry(
      'deductibleLeftUsd',
      money('C', (period) => period === REMAINING),
    ),
    ...entry(
      'coinsurance',
      pick(benefits, codes, (one) => (one.information === 'A' ? one.share : undefined)),
    ),
  };
};

interface PatientShare {
  readonly usd: number;
  readonly parts: readonly { readonly part: 'deductible' | 'coinsurance' | 'copay'; readonly usd: number }[];
  /** What the sum rests on, and what would change it. */
  readonly assumes: readonly string[];
}

const cents = (usd: number): number => Math.round(usd * 100) / 100;

/**
 * An estimate of what the patient pays of an allowed amount: what is left of the deductible first, then coinsurance of the
 * rest, and the copay. None where the response names no cost sharing at all.
 */
export const patientShare = (sharing: CostSharing, allowedUsd: number): PatientShare | undefined => {
  const { copayUsd, deductibleUsd, deductibleLeftUsd, coinsurance } = sharing;
  if (
    copayUsd === undefined &&
    deductibleUsd === undefined &&
    deductibleLeftUsd === undefined &&
    coinsurance === undefined
  )
    return undefined;
  const left = deductibleLeftUsd ?? deductibleUsd ?? 0;
  const deductible = cents(Math.min(left, allowedUsd));
  const shared = cents((allowedUsd - deductible) * (coinsurance ?? 0));
  const copay = cents(Math.min(copayUsd ?? 0, allowedUsd - deductible - shared));
  const parts = [
    { part: 'deductible', usd: deductible },
    { part: 'coinsurance', usd: shared },
    { part: 'copay', usd: copay },
  ] as const;
  return {
    usd: cents(deductible + shared + copay),
    parts: parts.filter(({ usd }) => usd > 0),
    assumes: [
      'An estimate from what the plan says today, in its network; the claim decides.',
      ...(deductibleLeftUsd === undefined && deductibleUsd !== undefined
        ? ['What is left of the deductible was not said: all of it is counted.']
        : []),
      ...(copayUsd !== undefined && left > 0 ? ['Whether the deductible applies beside a copay was not said.'] : []),
    ],
  };
};
