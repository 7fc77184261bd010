import { CPT, ICD10CM, NPI, PLACE_OF_SERVICE } from '../../shared/codes/systems.ts';

/** Messages of one story, each call a fresh copy: a stress echo for chest pain in an office, under one insurer. */

// biome-ignore lint/suspicious/noExplicitAny: messages are bent out of shape on purpose
type Any = any;
export type Part = Record<string, Any>;

const EHR = 'https://ehr.example/r4';
export const cpt = (code: string) => ({ coding: [{ system: CPT, code }] });
const payerSystem = 'https://stresspass.example/fhir/NamingSystem/payer';

/** Marks that no log line, error or key may ever hold; they stand in every message made here. */
export const MARKS = ['Zzyzx', 'Quillfeather', 'MBR-471182', '1961-02-03'];

export const patient = (id: string): Part => ({
  resourceType: 'Patient',
  id,
  name: [{ family: 'Zzyzx', given: ['Quillfeather'] }],
  gender: 'female',
  birthDate: '1961-02-03',
});
const payer = (): Part => ({
  resourceType: 'Organization',
  id: 'payer',
  name: 'Example Health Plan',
  identifier: [{ system: payerSystem, value: 'uhc-commercial' }],
});
const coverage = (patientId: string): Part => ({
  resourceType: 'Coverage',
  id: 'c1',
  status: 'active',
  subscriberId: 'MBR-471182',
  beneficiary: { reference: `Patient/${patientId}` },
  payor: [{ reference: 'Organization/payer' }],
  period: { start: '2026-01-01', end: '2026-12-31' },
});
const office = (): Part => ({
  resourceType: 'Location',
  id: 'office',
  type: [{ coding: [{ system: PLACE_OF_SERVICE, code: '11' }] }],
  address: { state: 'OH' },
});
const doctor = (): Part => ({
  resourceType: 'Practitioner',
  id: 'doctor',
  identifier: [{ system: NPI, value: '1234567893' }],
});
const group = (): Part => ({ resourceType: 'Organization', id: 'group', name: 'Heart group' });

export const bundle = (...resources: readonly Part[]): Part => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ fullUrl: `${EHR}/${resource.resourceType}/${resource.id}`, resource })),
});

const reason = [{ coding: [{ system: ICD10CM, code: 'R07.9' }] }];

export const order = (id: string, patientId = 'p1'): Part => ({
  resourceType: 'ServiceRequest',
  id,
  identifier: [{ system: `${EHR}/orders`, value: `ORD-${id}` }],
  status: 'active',
  intent: 'order',
  code: cpt('93351'),
  subject: { reference: `Patient/${patientId}` },
  occurrenceDateTime: '2026-06-15',
  requester: { reference: 'Practitioner/doctor' },
  locationReference: [{ reference: 'Location/office' }],
  reasonCode: reason,
  insurance: [{ reference: 'Coverage/c1' }],
});

/** An order with all that is known about it; `change` bends the order. */
export const orderMessage = (id: string, change: (order: Part) => void = () => undefined, patientId = 'p1'): Part => {
  const asked = order(id, patientId);
  change(asked);
  return bundle(asked, patient(patientId), coverage(patientId), payer(), office(), doctor());
};

export const eligibilityMessage = (): Part =>
  bundle(
    {
      resourceType: 'CoverageEligibilityRequest',
      id: 'ask',
      status: 'active',
      purpose: ['auth-requirements'],
      patient: { reference: 'Patient/p1' },
      servicedDate: '2026-06-15',
      created: '2026-06-01',
      insurer: { reference: 'Organization/payer' },
      insurance: [{ focal: true, coverage: { reference: 'Coverage/c1' } }],
      item: [{ productOrService: cpt('93351'), facility: { reference: 'Location/office' } }],
    },
    patient('p1'),
    coverage('p1'),
    payer(),
    office(),
  );

export const claimMessage = (): Part =>
  bundle(
    {
      resourceType: 'Claim',
      id: 'bill',
      status: 'active',
      use: 'claim',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
      patient: { reference: 'Patient/p1' },
      created: '2026-06-15',
      insurer: { reference: 'Organization/payer' },
      provider: { reference: 'Organization/group' },
      priority: { coding: [{ code: 'normal' }] },
      diagnosis: [{ sequence: 1, diagnosisCodeableConcept: reason[0] }],
      insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/c1' } }],
      item: [
        {
          sequence: 1,
          productOrService: cpt('93351'),
          servicedDate: '2026-06-15',
          diagnosisSequence: [1],
          locationReference: { reference: 'Location/office' },
        },
      ],
    },
    patient('p1'),
    coverage('p1'),
    payer(),
    office(),
    group(),
  );

/** Parameters of `$record-decision`. */
export const decisionMessage = (
  decision: string,
  more: Readonly<Record<string, readonly [string, Any]>> = {},
): Part => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'decision', valueCode: decision },
    ...Object.entries(more).map(([name, [type, value]]) => ({ name, [`value${type}`]: value })),
  ],
});

const OWN = 'https://stresspass.example/fhir';

/** Answers to the clinical questionnaire, for `$answer`: values by question, as `{ canExercise: { valueBoolean: true } }`. */
export const answersMessage = (answers: Readonly<Record<string, Part>>, more: Part = {}): Part => ({
  resourceType: 'QuestionnaireResponse',
  id: 'answers-1',
  questionnaire: `${OWN}/Questionnaire/stress-test-clinical`,
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  authored: '2026-06-01T10:00:00-04:00',
  author: { reference: 'Practitioner/doctor' },
  item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
  ...more,
});

/** The resource of this type in a message. */
export const partOf = (message: Part, type: string): Part =>
  message.entry.map((entry: Part) => entry.resource).find((one: Part) => one.resourceType === type);

export const without = (message: Part, type: string): Part => ({
  ...message,
  entry: message.entry.filter(({ resource }: Part) => resource.resourceType !== type),
});
