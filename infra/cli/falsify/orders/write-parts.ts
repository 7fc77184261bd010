import type { CodeableConcept, Coverage, Organization, QuestionnaireResponse, ServiceRequest } from 'fhir/r4';
import { ACT_CODE, CPT, DEFAULT_CANONICAL_BASE, ICD10CM, PLACE_OF_SERVICE } from '../../../../shared/codes/systems.ts';
import { loadRules } from '../../../../shared/rule-files/load-rules.ts';
import { dayFrom } from '../../../local/day-after.ts';
import type { Random } from '../random.ts';
import type { OrderParts, TrialOrder, Truth } from './order.ts';

const { payers } = loadRules();
const PAYER_SYSTEM = `${DEFAULT_CANONICAL_BASE}/NamingSystem/payer`;
export const NUMBER = 'A123456789';
export const NPI_OF_DOCTOR = '1234567893';
export const cptConcept = (code: string): CodeableConcept => ({ coding: [{ system: CPT, code }] });
export const diagnosis = (code: string): CodeableConcept => ({ coding: [{ system: ICD10CM, code }] });
export const placeType = (code: string): CodeableConcept => ({ coding: [{ system: PLACE_OF_SERVICE, code }] });
export const ref = (type: string, id: string) => ({ reference: `${type}/${id}` });

export const payerNamed = (id: string, as = 'payer'): Organization => ({
  resourceType: 'Organization',
  id: as,
  active: true,
  name: payers.find((one) => one.id === id)?.name ?? id,
  identifier: [{ system: PAYER_SYSTEM, value: id }],
});

export const coverageBy = (year: string, id = 'c1', payer = 'payer'): Coverage => ({
  resourceType: 'Coverage',
  id,
  status: 'active',
  subscriberId: `M-${id}`,
  beneficiary: ref('Patient', 'p1'),
  payor: [ref('Organization', payer)],
  period: { start: `${year}-01-01`, end: `${year}-12-31` },
});

export const planClass = (value: string): NonNullable<Coverage['class']>[number] => ({
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] },
  value,
});

/** The business of a payer in the words of a Coverage, as cards and registrations write it. */
export const businessOf = (payer: string): string | undefined => payers.find(({ id }) => id === payer)?.planTypes[0];

const REASONS = ['R07.9', 'R07.89', 'I25.10', 'R06.09'];
const CHARTS: readonly Readonly<Record<string, boolean | string>>[] = [
  { chestPain: 'cardiac', canExercise: false, ecgReadable: false, knownCad: true, symptomsChanged: 'new-or-worse' },
  { chestPain: 'possible-cardiac', canExercise: true, ecgReadable: true, knownCad: false },
  { chestPain: 'cardiac', canExercise: false, ecgReadable: true, knownCad: false },
];
const NOTHING_ELSE = {
  exertionalDyspnea: false,
  syncope: false,
  palpitations: false,
  priorMi: false,
  priorPci: 'none',
  priorCabg: 'none',
  priorIschemiaTest: 'none',
};

const answersOf = (chart: Readonly<Record<string, boolean | string>>, authored: string): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  id: 'answers',
  questionnaire: `${DEFAULT_CANONICAL_BASE}/Questionnaire/stress-test-clinical`,
  status: 'completed',
  subject: ref('Patient', 'p1'),
  authored,
  item: Object.entries({ ...NOTHING_ELSE, ...chart }).map(([linkId, value]) => ({
    linkId,
    answer: [
      typeof value === 'boolean'
        ? { valueBoolean: value }
        : { valueCoding: { system: `${DEFAULT_CANONICAL_BASE}/CodeSystem/fact-values`, code: value } },
    ],
  })),
});

const orderOf = ({ code, date }: Truth, reason: string, at: string): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: 'order-1',
  identifier: [{ system: 'https://ehr.example/orders', value: 'ORD-1' }],
  status: 'active',
  intent: 'order',
  subject: ref('Patient', 'p1'),
  requester: ref('Practitioner', 'doctor'),
  authoredOn: at.slice(0, 10),
  occurrenceDateTime: date,
  code: cptConcept(code),
  reasonCode: [diagnosis(reason)],
  insurance: [ref('Coverage', 'c1')],
  locationReference: [ref('Location', 'site')],
});

const approvalOf = ({ code, date, place }: Truth): OrderParts['decisions'][number] => ({
  decision: 'approved',
  more: {
    number: NUMBER,
    period: { start: dayFrom(date, -5), end: dayFrom(date, 60) },
    code,
    units: 1,
    placeOfService: place,
    facility: ref('Location', 'site'),
  },
});

/** The FHIR resources of an order. */
export const writeParts = (truth: Truth, random: Random): TrialOrder => {
  const { payer, product, state, place, encounter, date } = truth;
  const at = `${dayFrom(date, -10)}T15:00:00.000Z`;
  const business = businessOf(payer);
  const typed = business && random.chance(0.5) ? { type: { coding: [{ code: business }] } } : {};
  const parts: OrderParts = {
    order: orderOf(truth, random.pick(REASONS), at),
    patient: {
      resourceType: 'Patient',
      id: 'p1',
      gender: random.pick(['female', 'male'] as const),
      birthDate: `${Number(date.slice(0, 4)) - 50 - random.int(30)}-02-03`,
      address: [{ state }],
    },
    coverage: { ...coverageBy(date.slice(0, 4)), ...typed, ...(product ? { class: [planClass(product)] } : {}) },
    payer: payerNamed(payer),
    more: [],
    place: {
      resourceType: 'Location',
      id: 'site',
      status: 'active',
      name: 'Site',
      type: [placeType(place)],
      address: { state },
    },
    encounter: {
      resourceType: 'Encounter',
      id: 'visit',
      status: 'planned',
      class: { system: ACT_CODE, code: encounter },
      subject: ref('Patient', 'p1'),
    },
    answers: answersOf(random.pick(CHARTS), at.slice(0, 10)),
    decisions: truth.approved ? [approvalOf(truth)] : [],
    ...(truth.approved ? { claimNumber: NUMBER } : {}),
    notices: [],
    npi: NPI_OF_DOCTOR,
    at,
    slot: { start: `${date}T14:00:00Z` },
    cells: {},
  };
  parts.order.encounter = ref('Encounter', 'visit');
  return { truth, parts };
};
