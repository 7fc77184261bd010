import type { RequestContent, RequestItem } from '../../../shared/core/submission/request-content.ts';

const TRACE_SYSTEM = 'urn:example:traces';

export const reviewItem = (sequence: number, code: string, changes: Partial<RequestItem> = {}): RequestItem => ({
  sequence,
  trace: { system: TRACE_SYSTEM, value: `trace-item-${sequence}` },
  code,
  modifiers: [],
  units: 1,
  days: { start: '2099-03-10', end: '2099-03-10' },
  placeOfService: '11',
  diagnoses: ['I25.10', 'R07.9'],
  ...changes,
});

/** A request for one test, its patient marked so that a trace of her is found anywhere. */
export const reviewContent = (changes: Partial<RequestContent> = {}): RequestContent => ({
  trace: { system: TRACE_SYSTEM, value: 'trace-request-1' },
  payer: { id: 'payer', name: 'Example Health Plan', identifiers: [{ value: 'EX001' }] },
  member: {
    memberId: 'M-77001',
    family: 'Marked',
    given: 'Patient',
    birthDate: '1957-04-02',
    sex: 'female',
    address: { lines: ['1 Main St', 'Apt 2'], city: 'Dayton', state: 'OH', postalCode: '45402' },
  },
  ordering: { name: { family: 'Orderer', given: 'Olga' }, npi: '1234567893' },
  rendering: { name: { family: 'Reader', given: 'Rob' }, npi: '1245319599' },
  group: { name: { organization: 'Heart Group' }, npi: '1730155512', tin: '311234567' },
  site: { name: { organization: 'Heart Group Dayton' }, npi: '1730155512' },
  requester: {
    name: { organization: 'Heart Practice' },
    npi: '2000000028',
    tin: '31-1234567',
    phone: '(937) 555-0100',
    fax: '937-555-0101',
    address: { lines: ['2 Side St'], city: 'Dayton', state: 'OH', postalCode: '45402-1234' },
  },
  items: [reviewItem(1, '78452')],
  isExpedited: false,
  criteria: [{ says: 'Known coronary disease with new symptoms.', result: 'met', level: 'verified', evidence: [] }],
  documents: [{ name: 'Resting ECG', loinc: '11524-6', state: 'in-chart' }],
  ...changes,
});
