import type { Coverage, CoverageEligibilityRequest, Identifier, Patient } from 'fhir/r4';
import { IDENTIFIER_TYPE } from '../../../codes/systems.ts';
import type { PayerQuestion } from '../../../core/model/message/payer-question.ts';
import type { Canonicals } from '../../canonical.ts';
import { billingCoding } from '../billing-coding.ts';

/** Self-contained: the member is a contained Patient with number and birth date, without a name. */
export const writePayerQuestion = (
  { payer, memberId, birthDate, payor, serviceDate, codes, now }: PayerQuestion,
  { payerSystem }: Canonicals,
): CoverageEligibilityRequest => {
  const [known] = payor?.identifiers ?? [];
  const identifier: Identifier = known ? { ...known } : { system: payerSystem, value: payer };
  const insurer = { type: 'Organization', identifier, ...(payor?.name ? { display: payor.name } : {}) };
  const member: Identifier = { type: { coding: [{ system: IDENTIFIER_TYPE, code: 'MB' }] }, value: memberId };
  const patient: Patient = {
    resourceType: 'Patient',
    id: 'patient',
    identifier: [member],
    ...(birthDate ? { birthDate } : {}),
  };
  const coverage: Coverage = {
    resourceType: 'Coverage',
    id: 'coverage',
    status: 'active',
    subscriberId: memberId,
    beneficiary: { reference: '#patient' },
    payor: [insurer],
  };
  return {
    resourceType: 'CoverageEligibilityRequest',
    contained: [patient, coverage],
    status: 'active',
    purpose: ['validation', 'benefits'],
    patient: { reference: '#patient' },
    servicedDate: serviceDate,
    created: now,
    insurer,
    insurance: [{ focal: true, coverage: { reference: '#coverage' } }],
    ...(codes.length ? { item: codes.map((code) => ({ productOrService: { coding: [billingCoding(code)] } })) } : {}),
  };
};
