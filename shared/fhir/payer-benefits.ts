import type { CoverageEligibilityResponse, CoverageEligibilityResponseInsuranceItemBenefit } from 'fhir/r4';

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

const isBenefits = (value: unknown): value is PayerBenefits =>
  typeof value === 'object' && value !== null && 'benefit' in value && Array.isArray(value.benefit);

/** Benefits for the code of a line, else those of the whole plan. */
export const benefitsFor = (codes: readonly string[], kept: unknown): readonly Benefit[] => {
  const all = Array.isArray(kept) ? kept.filter(isBenefits) : [];
  const own = all.filter(({ code }) => code !== undefined && codes.length === 1 && codes.includes(code));
  return (own.length ? own : all.filter(({ code }) => code === undefined)).flatMap(({ benefit }) => benefit);
};
