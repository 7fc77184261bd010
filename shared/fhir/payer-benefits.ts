import type { CoverageEligibilityResponse, CoverageEligibilityResponseInsuranceItemBenefit } from 'fhir/r4';
import { compact } from '../core/model/compact.ts';
import { isObject } from '../core/model/is-object.ts';
import type { Confirmation } from '../core/model/message/confirmation.ts';
import type { CostSharing } from '../core/model/message/cost-sharing.ts';

type Benefit = CoverageEligibilityResponseInsuranceItemBenefit;

/** Benefits a payer returned: for one code, or for a service category, in the payer's wording. */
interface PayerBenefits {
  readonly code?: string;
  readonly benefit: readonly Benefit[];
}

/** Standard elements only: our callers do not know the payer's extensions. */
const plain = ({
  type,
  allowedMoney,
  allowedString,
  allowedUnsignedInt,
  usedMoney,
  usedString,
  usedUnsignedInt,
}: Benefit): Benefit =>
  JSON.parse(
    JSON.stringify({ type, allowedMoney, allowedString, allowedUnsignedInt, usedMoney, usedString, usedUnsignedInt }),
  );

/** What a payer's response says about benefits under one insurance. */
export const readPayerBenefits = ({
  item = [],
}: NonNullable<CoverageEligibilityResponse['insurance']>[number]): readonly PayerBenefits[] =>
  item.flatMap(({ productOrService, benefit = [], excluded, modifierExtension }): readonly PayerBenefits[] => {
    if (!benefit.length || excluded || modifierExtension || benefit.some((one) => one.modifierExtension)) return [];
    const code = productOrService?.coding?.find((coding) => coding.code)?.code;
    return productOrService && !code ? [] : [{ ...(code ? { code } : {}), benefit: benefit.map(plain) }];
  });

const isBenefits = (value: unknown): value is PayerBenefits => isObject(value) && Array.isArray(value.benefit);

/** Benefits for the code of a line, else those of the whole plan. */
export const benefitsFor = (codes: readonly string[], kept: unknown): readonly Benefit[] => {
  const all = Array.isArray(kept) ? kept.filter(isBenefits) : [];
  const own = all.filter(({ code }) => code !== undefined && codes.length === 1 && codes.includes(code));
  return (own.length ? own : all.filter(({ code }) => code === undefined)).flatMap(({ benefit }) => benefit);
};

const TYPES = 'http://terminology.hl7.org/CodeSystem/benefit-type';

/** Dollars of one kind of benefit; of several the highest, since the payer did not say which applies. */
const highest = (
  benefits: readonly Benefit[],
  code: string,
  amountOf: (one: Benefit) => number | undefined,
): number | undefined => {
  const values = benefits
    .filter(({ type }) => type?.coding?.some((one) => one.system === TYPES && one.code === code))
    .flatMap((one) => amountOf(one) ?? []);
  return values.length ? Math.max(...values) : undefined;
};

const dollars = (money: Benefit['allowedMoney']): number | undefined =>
  money?.value !== undefined && money.value >= 0 && (money.currency ?? 'USD') === 'USD' ? money.value : undefined;

const leftOf = ({ allowedMoney, usedMoney }: Benefit): number | undefined => {
  const [allowed, used] = [dollars(allowedMoney), dollars(usedMoney)];
  return allowed === undefined || used === undefined
    ? undefined
    : Math.max(0, Math.round((allowed - used) * 100) / 100);
};

const percent = ({ allowedUnsignedInt }: Benefit): number | undefined =>
  allowedUnsignedInt !== undefined && allowedUnsignedInt <= 100 ? allowedUnsignedInt / 100 : undefined;

/** What a payer's confirmation asks the patient to pay for these codes: as worked up, else as its benefits say. */
export const costSharingIn = (
  { sharing = [], benefits: kept }: Pick<Confirmation, 'sharing' | 'benefits'>,
  codes: readonly string[],
): CostSharing => {
  const own = sharing.find(({ code }) => code !== undefined && codes.length === 1 && codes.includes(code));
  const { code: _code, ...worked } = own ?? sharing.find(({ code }) => code === undefined) ?? {};
  if (sharing.length) return worked;
  const benefits = benefitsFor(codes, kept);
  return compact({
    copayUsd: highest(benefits, 'copay', ({ allowedMoney }) => dollars(allowedMoney)),
    deductibleUsd: highest(benefits, 'deductible', ({ allowedMoney }) => dollars(allowedMoney)),
    deductibleLeftUsd: highest(benefits, 'deductible', leftOf),
    coinsurance: highest(benefits, 'copay-percent', percent),
  });
};
