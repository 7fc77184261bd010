import type { CostSharing } from '../../../core/model/message/cost-sharing.ts';
import type { Eligibility, X12Benefit } from './eligibility.ts';
import { ASKED_TYPES } from './write-eligibility-inquiry.ts';

const PLAN_AS_A_WHOLE = '30';
/** EB06. */
const REMAINING = '29';
const YEARS = ['23', '22', '25'];

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

/** What the response asks the patient to pay for these codes. */
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
