import type { Claim, Extension } from 'fhir/r4';
import { PAS_CODES, pasDefinition } from '../names.ts';

type Information = NonNullable<Claim['supportingInfo']>[number];

const informationOf = ({ supportingInfo = [] }: Claim, code: string): Information | undefined =>
  supportingInfo.find(({ category }) =>
    (category.coding ?? []).some((one) => one.system === PAS_CODES && one.code === code),
  );

/** The stay a service belongs to, as the request tells it. */
export const stayExtensions = (claim: Claim): readonly Extension[] => {
  const admission = informationOf(claim, 'admissionDates');
  const discharge = informationOf(claim, 'dischargeDates');
  const admitted = { url: pasDefinition('extension-admissionDates') };
  return [
    ...(admission?.timingDate ? [{ ...admitted, valueDate: admission.timingDate }] : []),
    ...(admission?.timingPeriod ? [{ ...admitted, valuePeriod: admission.timingPeriod }] : []),
    ...(discharge?.timingDate
      ? [{ url: pasDefinition('extension-dischargeDate'), valueDate: discharge.timingDate }]
      : []),
  ];
};
