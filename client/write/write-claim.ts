import type { ClaimDraft } from '../model/claim.ts';
import { billingCoding, CLAIM_TYPE, COVERAGE_CLASS, ICD10CM, PLACE_OF_SERVICE } from './systems.ts';
import { payerOf } from './write-asking.ts';

type Line = ClaimDraft['lines'][number];

const itemOf = (line: Line, index: number, diagnoses: number) => ({
  sequence: index + 1,
  ...(line.modifiers?.length ? { modifier: line.modifiers.map((code) => ({ coding: [{ code }] })) } : {}),
  productOrService: { coding: [billingCoding(line.code)] },
  diagnosisSequence: line.diagnoses ?? Array.from({ length: diagnoses }, (_, at) => at + 1),
  ...(line.serviced ? { servicedDate: line.serviced } : {}),
  ...(line.units === undefined ? {} : { quantity: { value: line.units } }),
  ...(line.place ? { locationCodeableConcept: { coding: [{ system: PLACE_OF_SERVICE, code: line.place }] } } : {}),
});

const coverageOf = ({ memberNumber, plan }: ClaimDraft) => ({
  resourceType: 'Coverage',
  id: 'coverage',
  status: 'active',
  ...(memberNumber ? { subscriberId: memberNumber } : {}),
  beneficiary: { reference: '#patient' },
  payor: [{ reference: '#payer' }],
  ...(plan ? { class: [{ type: { coding: [{ system: COVERAGE_CLASS, code: 'plan' }] }, value: plan }] } : {}),
});

/** A draft as a Claim that holds all it refers to. */
export const writeClaim = (draft: ClaimDraft, base: string, today: string): string => {
  const { payer, kind = 'professional', birthDate, sex, authorizationNumbers = [], diagnoses, lines } = draft;
  return JSON.stringify({
    resourceType: 'Claim',
    contained: [
      {
        resourceType: 'Patient',
        id: 'patient',
        ...(sex ? { gender: sex } : {}),
        ...(birthDate ? { birthDate } : {}),
      },
      { ...payerOf(payer, base), id: 'payer' },
      coverageOf(draft),
    ],
    status: 'active',
    use: 'claim',
    type: { coding: [{ system: CLAIM_TYPE, code: kind }] },
    patient: { reference: '#patient' },
    created: today,
    insurer: { reference: '#payer' },
    provider: { display: 'Billing provider' },
    priority: { coding: [{ code: 'normal' }] },
    ...(diagnoses.length
      ? {
          diagnosis: diagnoses.map((code, index) => ({
            sequence: index + 1,
            diagnosisCodeableConcept: { coding: [{ system: ICD10CM, code }] },
          })),
        }
      : {}),
    insurance: [
      {
        sequence: 1,
        focal: true,
        coverage: { reference: '#coverage' },
        ...(authorizationNumbers.length ? { preAuthRef: authorizationNumbers } : {}),
      },
    ],
    item: lines.map((line, index) => itemOf(line, index, diagnoses.length)),
  });
};
