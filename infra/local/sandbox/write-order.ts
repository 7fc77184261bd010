import { CPT, DEFAULT_CANONICAL_BASE, HCPCS, ICD10CM, NPI, PLACE_OF_SERVICE } from '../../../shared/codes/systems.ts';
import { dayFrom } from '../day-after.ts';
import type { Script } from './script.ts';

/** Where and when a script plays. */
export interface Scene {
  /** Order id, and the stem of every other id. */
  readonly id: string;
  /** Tells the numbers of one performance from those of another. */
  readonly tag: string;
  /** The tenant's local date. */
  readonly today: string;
  readonly timeZone: string;
}

export const sceneOf = ({ id }: Script, tag: string, today: string, timeZone: string): Scene => ({
  id: `${id}-${tag}`,
  tag,
  today,
  timeZone,
});

const EHR = 'https://ehr.example/r4';
/** Nobody's, though their check digits are right. */
const NPIS = { doctor: '1999000023', practice: '1999000015' };

const refer = (type: string, id: string) => ({ reference: `${type}/${id}` });
const coded = (code: string) => ({ coding: [{ system: /^\d/.test(code) ? CPT : HCPCS, code }] });
const bornFor = (age: number, today: string): string =>
  `${Number(today.slice(0, 4)) - age}${today.slice(4)}`.replace(/-02-29$/, '-02-28');

const coveragesOf = ({ coverages }: Script, { id, today }: Scene) =>
  coverages.flatMap((one, index) => {
    const payer = `${id}-payer-${index + 1}`;
    return [
      {
        resourceType: 'Coverage',
        id: `${id}-coverage-${index + 1}`,
        status: 'active',
        ...(one.plan ? { type: { text: one.plan } } : {}),
        subscriberId: one.member,
        beneficiary: refer('Patient', `${id}-patient`),
        payor: [refer('Organization', payer)],
        period: {
          start: dayFrom(today, one.start),
          ...(one.end === undefined ? {} : { end: dayFrom(today, one.end) }),
        },
      },
      {
        resourceType: 'Organization',
        id: payer,
        active: true,
        ...(one.payerName ? { name: one.payerName } : {}),
        ...(one.payer
          ? { identifier: [{ system: `${DEFAULT_CANONICAL_BASE}/NamingSystem/payer`, value: one.payer }] }
          : {}),
      },
    ];
  });

const answersOf = ({ facts }: Script, { id, today }: Scene) => {
  const item = Object.entries(facts).map(([linkId, value]) => ({
    linkId,
    answer: [
      typeof value === 'boolean'
        ? { valueBoolean: value }
        : { valueCoding: { system: `${DEFAULT_CANONICAL_BASE}/CodeSystem/fact-values`, code: value } },
    ],
  }));
  const response = {
    resourceType: 'QuestionnaireResponse',
    id: `${id}-answers`,
    questionnaire: `${DEFAULT_CANONICAL_BASE}/Questionnaire/stress-test-clinical`,
    status: 'completed',
    subject: refer('Patient', `${id}-patient`),
    authored: today,
    item,
  };
  return item.length ? [response] : [];
};

const ordersOf = ({ codes, diagnoses, coverages }: Script, { id, today }: Scene, status: string) =>
  codes.map((code, index) => ({
    resourceType: 'ServiceRequest',
    id: index === 0 ? id : `${id}-${index + 1}`,
    status,
    intent: 'order',
    code: coded(code),
    subject: refer('Patient', `${id}-patient`),
    authoredOn: dayFrom(today, -10),
    occurrenceDateTime: today,
    requester: refer('Practitioner', `${id}-doctor`),
    performer: [refer('Organization', `${id}-practice`)],
    locationReference: [refer('Location', `${id}-place`)],
    ...(diagnoses.length ? { reasonCode: diagnoses.map((one) => ({ coding: [{ system: ICD10CM, code: one }] })) } : {}),
    ...(coverages.length
      ? { insurance: coverages.map((_, number) => refer('Coverage', `${id}-coverage-${number + 1}`)) }
      : {}),
  }));

const npi = (value: string) => [{ system: NPI, value }];

/** Who orders, and who performs. */
const providersOf = ({ id }: Scene) => [
  {
    resourceType: 'Practitioner',
    id: `${id}-doctor`,
    identifier: npi(NPIS.doctor),
    name: [{ family: 'Ordway', given: ['Dana'] }],
  },
  { resourceType: 'Organization', id: `${id}-practice`, identifier: npi(NPIS.practice), name: 'Sandbox Cardiology' },
];

/** The order of a script as the Bundle an EHR would send. */
export const writeOrder = (script: Script, scene: Scene, status = 'active') => {
  const { patient, place } = script;
  const { id, today } = scene;
  const resources = [
    ...ordersOf(script, scene, status),
    {
      resourceType: 'Patient',
      id: `${id}-patient`,
      name: [{ family: patient.family, given: [patient.given] }],
      gender: patient.sex,
      birthDate: bornFor(patient.age, today),
      address: [{ state: patient.state }],
    },
    ...coveragesOf(script, scene),
    {
      resourceType: 'Location',
      id: `${id}-place`,
      status: 'active',
      type: [{ coding: [{ system: PLACE_OF_SERVICE, code: place }] }],
      address: { line: ['1 Sandbox Street'], city: 'Sandbox', state: patient.state, postalCode: '00000' },
    },
    ...providersOf(scene),
    ...answersOf(script, scene),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: `${EHR}/${resource.resourceType}/${resource.id}`, resource })),
  };
};
