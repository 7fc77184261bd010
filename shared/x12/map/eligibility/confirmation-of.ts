import type { Confirmation } from '../../../core/model/message/confirmation.ts';
import type { PlanWords } from '../../../core/model/plan-kinds.ts';
import { costSharing } from './cost-sharing-of.ts';
import type { Eligibility, OtherPayer } from './eligibility.ts';

/** X12 1336 as FHIR names it. */
const INSURANCE_SYSTEM = 'https://codesystem.x12.org/005010/1336';
const BENEFIT_TYPE = 'http://terminology.hl7.org/CodeSystem/benefit-type';
/** An organization of Medicare with a contract for its enrollees. */
const ADVANTAGE = 'HN';

const present = (...texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter((text) => text !== undefined);

const wordsOf = ({ name, insurance, planNumber, isAdvantage }: OtherPayer): PlanWords => {
  const codes = new Set([...present(insurance), ...(isAdvantage ? [ADVANTAGE] : [])]);
  return {
    codings: [...codes].map((code) => ({ system: INSURANCE_SYSTEM, code })),
    texts: present(planNumber),
    payor: present(name),
  };
};

const concept = (code: string) => ({ coding: [{ system: BENEFIT_TYPE, code }] });
const money = (value: number) => ({ value, currency: 'USD' });

/** Cost sharing of the plan as FHIR benefits, the form in which a payer's own are kept. */
const benefitsOf = (eligibility: Eligibility, codes: readonly string[]) => {
  const { copayUsd, deductibleUsd, deductibleLeftUsd, coinsurance } = costSharing(eligibility, codes);
  const used =
    deductibleUsd !== undefined && deductibleLeftUsd !== undefined && deductibleLeftUsd <= deductibleUsd
      ? { usedMoney: money(Math.round((deductibleUsd - deductibleLeftUsd) * 100) / 100) }
      : {};
  return [
    ...(copayUsd === undefined ? [] : [{ type: concept('copay'), allowedMoney: money(copayUsd) }]),
    ...(coinsurance === undefined
      ? []
      : [{ type: concept('copay-percent'), allowedUnsignedInt: Math.round(coinsurance * 100) }]),
    ...(deductibleUsd === undefined
      ? []
      : [{ type: concept('deductible'), allowedMoney: money(deductibleUsd), ...used }]),
  ];
};

/** For the plan as a whole, and for each code asked about. */
const sharingsOf = (eligibility: Eligibility, codes: readonly string[]): NonNullable<Confirmation['sharing']> =>
  [[], ...codes.map((code) => [code])].flatMap((asked) => {
    const sharing = costSharing(eligibility, asked);
    const [code] = asked;
    return Object.keys(sharing).length ? [{ ...(code ? { code } : {}), ...sharing }] : [];
  });

/** An eligibility response as the payer's confirmation of a coverage. */
export const confirmationOf = (eligibility: Eligibility, on: string, codes: readonly string[]): Confirmation => {
  const { inForce, start, end, plan, others } = eligibility;
  const benefit = benefitsOf(eligibility, codes);
  const sharing = sharingsOf(eligibility, codes);
  return {
    inForce,
    on,
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    ...(benefit.length ? { benefits: [{ benefit }] } : {}),
    ...(sharing.length ? { sharing } : {}),
    ...(plan ? { plan } : {}),
    ...(others.length ? { others: others.map(wordsOf) } : {}),
  };
};
