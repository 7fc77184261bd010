import { makeDigest } from '../../shared/adapters/digest.ts';
import type { RequestContent, RequestItem } from '../../shared/core/submission/request-content.ts';
import { asUuid } from '../../shared/fhir/pas/as-uuid.ts';
import type { PasAsked, PasNaming } from '../../shared/fhir/pas/request/pas-asked.ts';
import { DOCTOR_NPI, GROUP_NPI, MEMBER } from './pas-messages.ts';

const digest = makeDigest('a secret of tests, long enough');
export const NAMING: PasNaming = {
  uuid: (of) => asUuid(digest.of(of)),
  base: 'https://stresspass.example/fhir',
};
export const SITE_NPI = '1417947466';
export const ECHO_DIGEST = 'e'.repeat(64);

export const requestItem = (sequence = 1, more: Partial<RequestItem> = {}): RequestItem => ({
  sequence,
  trace: { system: 'urn:trnorg:1123456789', value: `ITEM-${sequence}` },
  code: '93351',
  modifiers: [],
  units: 1,
  days: { start: '2026-06-15', end: '2026-08-14' },
  placeOfService: '11',
  diagnoses: ['R07.9', 'I10'],
  ...more,
});

/** A stress echo a cardiologist asks for, done by the group at its office. */
export const requestContent = (more: Partial<RequestContent> = {}): RequestContent => {
  const group = {
    name: { organization: 'Heart group' },
    npi: GROUP_NPI,
    tin: '123456789',
    phone: '555-555-0100',
    address: { lines: ['1 Main St'], city: 'Columbus', state: 'OH', postalCode: '43215' },
  };
  return {
    trace: { system: 'urn:trnorg:1123456789', value: 'REQ-1' },
    payer: {
      id: 'uhc-commercial',
      name: 'Example Health Plan',
      identifiers: [{ system: 'https://stresspass.example/fhir/NamingSystem/payer', value: 'uhc-commercial' }],
    },
    member: {
      memberId: MEMBER,
      family: 'Zzyzx',
      given: 'Quillfeather',
      birthDate: '1961-02-03',
      sex: 'female',
      address: { lines: ['2 Elm St'], city: 'Columbus', state: 'OH', postalCode: '43215' },
    },
    ordering: { name: { family: 'Heart', given: 'Ada' }, npi: DOCTOR_NPI, phone: '555-555-0101' },
    rendering: { name: { family: 'Heart', given: 'Ada' }, npi: DOCTOR_NPI, phone: '555-555-0101' },
    group,
    site: { ...group, name: { organization: 'Heart group, Main St' }, npi: SITE_NPI },
    requester: group,
    items: [requestItem()],
    isExpedited: false,
    criteria: [
      { says: 'Symptoms of ischemia', result: 'met', level: 'verified', evidence: ['Chest pain, note of 2026-05-20'] },
      { says: 'Cannot exercise', result: 'unknown', level: 'verified', evidence: [] },
    ],
    documents: [
      {
        name: 'Office note',
        loinc: '11506-3',
        state: 'attached',
        digest: ECHO_DIGEST,
        contentType: 'application/pdf',
      },
      { name: 'Resting ECG', loinc: '18824-3', state: 'in-chart' },
    ],
    note: 'Second opinion welcome.',
    ...more,
  };
};

export const ATTACHMENTS = new Map([[ECHO_DIGEST, 'JVBERi0xLjQ=']]);

export const pasAsked = (more: Partial<PasAsked> = {}): PasAsked => ({
  what: 'submit',
  version: '2.2.1',
  content: requestContent(),
  messageId: 'MSG-1',
  at: '2026-06-01T15:00:00.000Z',
  ...more,
});
