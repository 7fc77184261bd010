import { existsSync, readFileSync } from 'node:fs';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { CPT, ICD10CM, NPI, PLACE_OF_SERVICE } from '../../shared/codes/systems.ts';
import type { Inquiry } from '../../shared/core/model/message/inquiry.ts';
import type { Problem } from '../../shared/core/model/result.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { readMessage } from '../../shared/fhir/read/read-message.ts';
import type { ReadingContext } from '../../shared/fhir/read/reading.ts';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';

export const context: ReadingContext = {
  codebook: loadCodebook(),
  canonicals: canonicalsOf(),
  receivedAt: '2026-05-01T16:00:00.000Z',
  timeZone: 'America/New_York',
  digest: makeDigest('reading').of,
  today: '2026-05-01',
};

const ENDPOINTS = {
  assess: { dialect: 'order', mode: 'record' },
  event: { dialect: 'order', mode: 'record' },
  eligibility: { dialect: 'eligibility', mode: 'record' },
  claim: { dialect: 'claim', mode: 'check' },
} as const;
type Endpoint = keyof typeof ENDPOINTS;

/** Through the same two steps as in an endpoint: structure, then content. */
export const send = (message: unknown, endpoint: Endpoint = 'assess', more: Partial<ReadingContext> = {}) => {
  const structure = checkStructure(message, { unknownElements: endpoint === 'event' ? 'ignore' : 'refuse' });
  if (structure.length) throw new Error(`The test's own message is not R4: ${JSON.stringify(structure)}`);
  return readMessage(message, ENDPOINTS[endpoint], { ...context, ...more });
};

export const read = (message: unknown, endpoint: Endpoint = 'assess', more: Partial<ReadingContext> = {}): Inquiry => {
  const result = send(message, endpoint, more);
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.problems)}`);
  return result.value;
};

export const problemsOf = (message: unknown, endpoint: Endpoint = 'assess'): readonly Problem[] => {
  const result = send(message, endpoint);
  return result.ok ? [] : result.problems;
};

// ---- small resources of one scenario; each call a fresh copy -------------------------------------------------

export const cpt = (...codes: readonly string[]) => ({ coding: codes.map((code) => ({ system: CPT, code })) });
export const icd = (code: string) => ({ coding: [{ system: ICD10CM, code }] });
export const pos = (code: string) => ({ coding: [{ system: PLACE_OF_SERVICE, code }] });

export const order = (more: object = {}) => ({
  resourceType: 'ServiceRequest',
  id: 'order-1',
  status: 'active',
  intent: 'order',
  code: cpt('93351'),
  subject: { reference: 'Patient/p1' },
  occurrenceDateTime: '2026-05-12',
  reasonCode: [icd('R07.9')],
  ...more,
});
export const patient = (more: object = {}) => ({
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1961-02-03',
  identifier: [
    {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MB' }] },
      system: 'https://payer.example/member',
      value: 'M-1',
    },
  ],
  ...more,
});
export const payer = (more: object = {}) => ({
  resourceType: 'Organization',
  id: 'payer',
  name: 'Acme Health',
  identifier: [{ system: 'urn:oid:2.16.840.1.113883.6.300', value: '12345' }],
  ...more,
});
export const coverage = (more: object = {}) => ({
  resourceType: 'Coverage',
  id: 'c1',
  status: 'active',
  beneficiary: { reference: 'Patient/p1' },
  payor: [{ reference: 'Organization/payer' }],
  subscriberId: 'M-1',
  period: { start: '2026-01-01', end: '2026-12-31' },
  ...more,
});
export const site = (more: object = {}) => ({
  resourceType: 'Location',
  id: 'site',
  type: [pos('11')],
  address: { state: 'FL', district: 'Orange County' },
  ...more,
});
export const doctor = (more: object = {}) => ({
  resourceType: 'Practitioner',
  id: 'doctor',
  identifier: [{ system: NPI, value: '1234567893' }],
  ...more,
});
export const eligibility = (more: object = {}) => ({
  resourceType: 'CoverageEligibilityRequest',
  id: 'ask',
  status: 'active',
  purpose: ['auth-requirements'],
  patient: { reference: 'Patient/p1' },
  servicedDate: '2026-05-12',
  created: '2026-05-01',
  insurer: { reference: 'Organization/payer' },
  insurance: [{ focal: true, coverage: { reference: 'Coverage/c1' } }],
  item: [{ productOrService: cpt('93351') }],
  ...more,
});
export const claim = (more: object = {}) => ({
  resourceType: 'Claim',
  id: 'bill',
  status: 'active',
  use: 'claim',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
  patient: { reference: 'Patient/p1' },
  created: '2026-05-12',
  insurer: { reference: 'Organization/payer' },
  provider: { reference: 'Organization/group' },
  priority: { coding: [{ code: 'normal' }] },
  insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/c1' } }],
  item: [{ sequence: 1, productOrService: cpt('93351'), servicedDate: '2026-05-12' }],
  ...more,
});

const BASE = 'https://ehr.example/r4/';

/** A collection with fullUrls on one server. */
export const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource, index) => {
    const { resourceType, id = `x${index}` } = resource as { resourceType: string; id?: string };
    return { fullUrl: `${BASE}${resourceType}/${id}`, resource };
  }),
});

// ---- third-party files, read in place -------------------------------------------------------------------------

const SHARED = new URL('../../../shared/', import.meta.url);
export const WITHOUT_SHARED = existsSync(new URL('examples/', SHARED)) ? '' : ' (skipped: ../shared is not there)';
export const sharedFile = (path: string): unknown => JSON.parse(readFileSync(new URL(path, SHARED), 'utf8'));
