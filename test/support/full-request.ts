import type { Part } from './endpoint-messages.ts';
import { coded, pasExtension, pasItem } from './pas-messages.ts';

const X12 = 'https://codesystem.x12.org/005010';
const TEMP = 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes';

/** An item that says everything the guide has an element for. */
export const fullItem = (more: Part = {}): Part => {
  const item = pasItem(1, '93351', {
    modifier: [coded('http://www.ama-assn.org/go/cpt', '26')],
    revenue: coded('https://www.nubc.org/CodeSystem/RevenueCodes', '0480'),
    unitPrice: { value: 400, currency: 'USD' },
    careTeamSequence: [1],
    ...more,
  });
  return {
    ...item,
    extension: [
      ...item.extension,
      pasExtension('extension-administrationReferenceNumber', { valueString: 'PEND-1' }),
      pasExtension('extension-epsdtIndicator', { valueBoolean: false }),
      pasExtension('extension-nursingHomeResidentialStatus', {
        valueCodeableConcept: coded(`${X12}/1345`, '1'),
      }),
      pasExtension('extension-nursingHomeLevelOfCare', { valueCodeableConcept: coded(`${X12}/1337`, '1') }),
      pasExtension('extension-productOrServiceCodeEnd', {
        valueCodeableConcept: coded('http://www.ama-assn.org/go/cpt', '93351'),
      }),
      pasExtension('extension-revenueUnitRateLimit', { valueDecimal: 100 }),
      pasExtension('extension-requestedService', { valueReference: { reference: 'ServiceRequest/order' } }),
    ],
  };
};

/** A Claim and its Bundle get everything the guide has an element for. */
export const makeFull = (claim: Part, bundle: Part): void => {
  claim.identifier[0].extension = [
    pasExtension('extension-identifierSubDepartment', { valueString: 'Cardiology' }),
    pasExtension('extension-identifierJurisdiction', {
      valueCodeableConcept: coded('https://www.usps.com/', 'OH'),
    }),
  ];
  claim.extension = [
    pasExtension('extension-TransmissionIdentifiers', {
      extension: [
        { url: 'applicationSenderCode', valueString: 'APP' },
        { url: 'applicationReceiverCode', valueString: 'PAYER' },
      ],
    }),
  ];
  claim.careTeam[0].role = coded(`${X12}/98`, 'SJ');
  claim.supportingInfo = [
    ...(claim.supportingInfo ?? []),
    { sequence: 11, category: coded(TEMP, 'admissionDates'), timingDate: '2026-06-15' },
    { sequence: 12, category: coded(TEMP, 'dischargeDates'), timingDate: '2026-06-16' },
  ];
  bundle.entry.push({
    fullUrl: 'https://ehr.example/r4/ServiceRequest/order',
    resource: {
      resourceType: 'ServiceRequest',
      id: 'order',
      status: 'active',
      intent: 'order',
      code: coded('http://www.ama-assn.org/go/cpt', '93351'),
      subject: { reference: 'Patient/p1' },
    },
  });
};
