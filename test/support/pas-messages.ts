import { CPT, ICD10CM, NPI, PLACE_OF_SERVICE } from '../../shared/codes/systems.ts';
import type { Part } from './endpoint-messages.ts';

/** Prior authorization requests of one story, each call a fresh copy: a stress echo for chest pain, asked for by a heart group. */

const EHR = 'https://ehr.example/r4';
export const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';
const X12 = 'https://codesystem.x12.org/005010';
export const GROUP_NPI = '1234567893';
export const DOCTOR_NPI = '1245319599';
export const REVIEWER_NPI = '2000000028';
export const MEMBER = 'MBR-471182';

export const coded = (system: string, code: string): Part => ({ coding: [{ system, code }] });
export const pasExtension = (name: string, value: Part): Part => ({ url: `${PAS}/${name}`, ...value });

export const pasItem = (sequence: number, code = '93351', more: Part = {}): Part => ({
  extension: [
    pasExtension('extension-itemTraceNumber', {
      valueIdentifier: { system: 'urn:ex:item-trace', value: `T-${sequence}` },
    }),
    pasExtension('extension-serviceItemRequestType', { valueCodeableConcept: coded(`${X12}/1525`, 'HS') }),
    pasExtension('extension-certificationType', { valueCodeableConcept: coded(`${X12}/1322`, 'I') }),
  ],
  sequence,
  category: coded(`${X12}/1365`, '73'),
  productOrService: coded(CPT, code),
  servicedDate: '2026-06-15',
  diagnosisSequence: [1],
  locationCodeableConcept: coded(PLACE_OF_SERVICE, '11'),
  quantity: { value: 1, unit: 'Unit' },
  ...more,
});

const claim = (trace: string, items: readonly Part[]): Part => ({
  resourceType: 'Claim',
  id: trace,
  meta: { profile: [`${PAS}/profile-claim`] },
  identifier: [{ system: 'urn:trnorg:9012345678', value: trace }],
  status: 'active',
  type: coded('http://terminology.hl7.org/CodeSystem/claim-type', 'professional'),
  use: 'preauthorization',
  patient: { reference: 'Patient/p1' },
  created: '2026-06-01',
  insurer: { reference: 'Organization/payer' },
  provider: { reference: 'Organization/group' },
  priority: coded('http://terminology.hl7.org/CodeSystem/processpriority', 'normal'),
  careTeam: [
    {
      extension: [pasExtension('extension-careTeamClaimScope', { valueBoolean: true })],
      sequence: 1,
      provider: { reference: 'PractitionerRole/role' },
    },
  ],
  diagnosis: [{ sequence: 1, diagnosisCodeableConcept: coded(ICD10CM, 'R07.9') }],
  insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/c1' } }],
  item: items,
});

const others = (): readonly Part[] => [
  {
    resourceType: 'Patient',
    id: 'p1',
    meta: { profile: [`${PAS}/profile-beneficiary`] },
    identifier: [
      {
        type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MB'),
        system: 'urn:ex:member',
        value: MEMBER,
      },
    ],
    name: [{ family: 'Zzyzx', given: ['Quillfeather'] }],
    gender: 'female',
    birthDate: '1961-02-03',
  },
  {
    resourceType: 'Coverage',
    id: 'c1',
    status: 'active',
    subscriberId: MEMBER,
    beneficiary: { reference: 'Patient/p1' },
    payor: [{ reference: 'Organization/payer' }],
    period: { start: '2026-01-01', end: '2026-12-31' },
  },
  {
    resourceType: 'Organization',
    id: 'payer',
    meta: { profile: [`${PAS}/profile-insurer`] },
    active: true,
    type: [coded(`${X12}/98`, 'PR')],
    name: 'Example Health Plan',
    identifier: [{ system: 'https://stresspass.example/fhir/NamingSystem/payer', value: 'uhc-commercial' }],
  },
  {
    resourceType: 'Organization',
    id: 'group',
    meta: { profile: [`${PAS}/profile-requestor`] },
    active: true,
    type: [coded(`${X12}/98`, '1P')],
    name: 'Heart group',
    identifier: [{ system: NPI, value: GROUP_NPI }],
    address: [{ state: 'OH' }],
  },
  {
    resourceType: 'PractitionerRole',
    id: 'role',
    practitioner: { reference: 'Practitioner/doctor' },
    organization: { reference: 'Organization/group' },
  },
  {
    resourceType: 'Practitioner',
    id: 'doctor',
    identifier: [{ system: NPI, value: DOCTOR_NPI }],
    name: [{ family: 'Heart' }],
  },
];

const entryOf = (resource: Part): Part => ({ fullUrl: `${EHR}/${resource.resourceType}/${resource.id}`, resource });

/** A QuestionnaireResponse to the clinical questions, as supporting information. */
const answersOf = (answers: Part): Part => ({
  resourceType: 'QuestionnaireResponse',
  id: 'answers',
  questionnaire: 'https://stresspass.example/fhir/Questionnaire/stress-test-clinical',
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  authored: '2026-06-01T09:00:00-04:00',
  author: { reference: 'Practitioner/doctor' },
  item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
});

interface PasAsked {
  readonly trace?: string;
  readonly items?: readonly Part[];
  /** Answers sent along. */
  readonly answers?: Part;
  readonly change?: (claim: Part, bundle: Part) => void;
}

export const pasRequest = ({ trace = 'TRACE-1', items = [pasItem(1)], answers, change }: PasAsked = {}): Part => {
  const asked = claim(trace, items);
  const extra: Part[] = [];
  if (answers) {
    extra.push(answersOf(answers));
    asked.supportingInfo = [
      {
        sequence: 1,
        category: coded('http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes', 'additionalInformation'),
        valueReference: { reference: 'QuestionnaireResponse/answers' },
      },
    ];
  }
  const message: Part = {
    resourceType: 'Bundle',
    meta: { profile: [`${PAS}/profile-pas-request-bundle`] },
    identifier: { system: 'urn:ex:transactions', value: `B-${trace}` },
    type: 'collection',
    timestamp: '2026-06-01T11:00:00-04:00',
    entry: [asked, ...others(), ...extra].map(entryOf),
  };
  change?.(asked, message);
  return message;
};

/** An update of an earlier request, with that one's Claim beside it. */
export const pasUpdate = (prior: string, asked: PasAsked & { readonly trace: string }): Part =>
  pasRequest({
    ...asked,
    change: (one, message) => {
      one.related = [
        {
          claim: { reference: `Claim/${prior}` },
          relationship: coded('http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship', 'prior'),
        },
      ];
      message.entry.push(entryOf(claim(prior, [pasItem(1)])));
      asked.change?.(one, message);
    },
  });

export const pasCancel = (prior: string, trace: string, items: readonly Part[] = [pasItem(1)]): Part =>
  pasUpdate(prior, {
    trace,
    items,
    change: (one) => {
      one.extension = [
        pasExtension('extension-certificationType', { valueCodeableConcept: coded(`${X12}/1322`, '3') }),
      ];
    },
  });

/** An item as an update marks it. */
export const markedItem = (item: Part, mark: 'changed' | 'added'): Part => ({
  ...item,
  extension: [...item.extension, pasExtension('extension-infoChanged', { valueCode: mark })],
});
export const cancelledItem = (item: Part): Part => ({
  ...markedItem(item, 'changed'),
  modifierExtension: [{ url: `${PAS}/modifierextension-infoCancelled`, valueBoolean: true }],
});

export const pasInquiry = (change: (claim: Part, bundle: Part) => void = () => undefined): Part =>
  pasRequest({
    trace: 'INQ-1',
    items: [],
    change: (one, message) => {
      delete one.item;
      delete one.diagnosis;
      change(one, message);
    },
  });

/** Parameters of `$review`; a value of `undefined` leaves one out. */
export const reviewMessage = (given: Part = {}): Part => {
  const values: Part = {
    decision: { valueCode: 'A3' },
    reviewerNpi: { valueString: REVIEWER_NPI },
    license: { valueString: 'OH-35.12345' },
    specialty: { valueCodeableConcept: coded('http://nucc.org/provider-taxonomy', '207RC0000X') },
    reason: { valueCodeableConcept: coded('https://codesystem.x12.org/external/886', '0F') },
    criterion: { valueString: 'Recent test without new symptoms' },
    evidence: { valueString: 'DocumentReference/note' },
    text: { valueString: 'A test of this year answers the question.' },
    ...given,
  };
  return {
    resourceType: 'Parameters',
    parameter: Object.entries(values).flatMap(([name, value]) => (value ? [{ name, ...value }] : [])),
  };
};

/** Another licensed person than the one of `reviewMessage`. */
export const SECOND_NPI = '2000000036';

const parametersOf = (values: Part): Part => ({
  resourceType: 'Parameters',
  parameter: Object.entries(values).flatMap(([name, value]) => (value ? [{ name, ...value }] : [])),
});
const second = (): Part => ({
  reviewerNpi: { valueString: SECOND_NPI },
  license: { valueString: 'OH-35.54321' },
  licenseState: { valueCode: 'OH' },
  specialty: { valueCodeableConcept: coded('http://nucc.org/provider-taxonomy', '207RC0000X') },
});

/** Parameters of `$confirm`, `$appeal` and `$peer-to-peer`. */
export const signMessage = (given: Part = {}): Part =>
  parametersOf({ outcome: { valueCode: 'confirmed' }, ...second(), ...given });
export const appealMessage = (given: Part = {}): Part =>
  parametersOf({ text: { valueString: 'The earlier test was of the other artery.' }, ...given });
export const peerOutcome = (outcome: string, given: Part = {}): Part =>
  parametersOf({
    outcome: { valueCode: outcome },
    text: { valueString: 'We talked about the new symptoms.' },
    ...second(),
    ...given,
  });

/** Bends one element. */
export const put = (at: Part, name: string, value: unknown): void => {
  at[name] = value;
};
