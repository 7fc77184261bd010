import type { PasExpected } from '../../shared/fhir/pas/response/pas-expected.ts';
import type { Part } from './endpoint-messages.ts';
import { coded, MEMBER, pasExtension } from './pas-messages.ts';

const X12 = 'https://codesystem.x12.org/005010';

/** Answers of a payer, built by hand: what our own server writes is read elsewhere. */
export const EXPECTED: PasExpected = {
  trace: { system: 'urn:trnorg:1123456789', value: 'REQ-1' },
  system: 'urn:trnorg:1123456789',
  messages: ['MSG-1'],
  items: [{ system: 'urn:trnorg:1123456789', value: 'ITEM-1' }],
};

export const reviewed = (code: string, more: Part = {}): Part => ({
  category: coded('http://terminology.hl7.org/CodeSystem/adjudication', 'submitted'),
  extension: [
    pasExtension('extension-reviewAction', {
      extension: [
        pasExtension('extension-reviewActionCode', { valueCodeableConcept: coded(`${X12}/306`, code) }),
        ...(more.number ? [{ url: 'number', valueString: more.number }] : []),
        ...(more.reasons ?? []).map((one: Part) => ({ url: 'reasonCode', valueCodeableConcept: one })),
      ],
    }),
  ],
});

export const traced = (value: string, system = 'urn:trnorg:1123456789'): Part =>
  pasExtension('extension-itemTraceNumber', { valueIdentifier: { system, value } });

export const answeredItem = (sequence: number, code: string, more: Part = {}): Part => ({
  itemSequence: sequence,
  extension: [traced(`ITEM-${sequence}`), ...(more.extension ?? [])],
  adjudication: [reviewed(code, more)],
  ...(more.noteNumber ? { noteNumber: more.noteNumber } : {}),
});

export const certifiedItem = (sequence = 1, number = 'AUTH-77001'): Part =>
  answeredItem(sequence, 'A1', {
    number,
    extension: [
      pasExtension('extension-itemPreAuthIssueDate', { valueDate: '2026-06-02' }),
      pasExtension('extension-itemPreAuthPeriod', { valuePeriod: { start: '2026-06-02', end: '2026-08-31' } }),
    ],
  });

export const claimResponse = (items: readonly Part[], more: Part = {}): Part => ({
  resourceType: 'ClaimResponse',
  id: 'r1',
  identifier: [{ system: 'urn:trnorg:1123456789', value: 'MSG-1' }],
  status: 'active',
  type: coded('http://terminology.hl7.org/CodeSystem/claim-type', 'professional'),
  use: 'preauthorization',
  patient: { reference: 'Patient/p1' },
  created: '2026-06-02T12:00:00Z',
  insurer: { reference: 'Organization/payer' },
  request: { reference: 'urn:uuid:1' },
  outcome: 'complete',
  ...(items.length ? { item: items } : {}),
  ...more,
});

export const memberOf = (memberId = MEMBER): Part => ({
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MB'), system: 'urn:payer:member', value: memberId },
  ],
});

export const answerBundle = (...resources: readonly Part[]): Part => ({
  resourceType: 'Bundle',
  identifier: { system: 'urn:payer:messages', value: '1' },
  type: 'collection',
  timestamp: '2026-06-02T12:00:00Z',
  entry: resources.map((resource) => ({
    fullUrl: `https://payer.example/r4/${resource.resourceType}/${resource.id}`,
    resource,
  })),
});

export const answered = (items: readonly Part[], more: Part = {}): Part =>
  answerBundle(claimResponse(items, more), memberOf());
