import type { Bundle, CodeableConcept, FhirResource, Parameters, ParametersParameter } from 'fhir/r4';
import { CPT, NPI, PLACE_OF_SERVICE } from '../../../../shared/codes/systems.ts';
import type { OrderParts } from '../orders/order.ts';
import { ref } from '../orders/write-parts.ts';

const BASE = 'https://ehr.example/r4';

const bundle = (resources: readonly FhirResource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`, resource })),
});

const doctorOf = ({ npi }: OrderParts): FhirResource => ({
  resourceType: 'Practitioner',
  id: 'doctor',
  identifier: [{ system: NPI, value: npi }],
});
const GROUP: FhirResource = { resourceType: 'Organization', id: 'group', active: true, name: 'Heart group' };

const covers = ({ uncovered, coverage, payer, more }: OrderParts): readonly FhirResource[] =>
  uncovered ? [] : [coverage, payer, ...more.flatMap((one) => [one.coverage, one.payer])];

const around = (parts: OrderParts): readonly FhirResource[] => [
  parts.patient,
  ...covers(parts),
  ...(parts.insurer ? [parts.insurer] : []),
  parts.place,
  ...(parts.otherPlace ? [parts.otherPlace] : []),
  ...(parts.encounter ? [parts.encounter] : []),
  ...(parts.answers ? [parts.answers] : []),
  doctorOf(parts),
  GROUP,
];

const insurerOf = ({ insurer, uncovered }: OrderParts) =>
  insurer
    ? { insurer: ref('Organization', insurer.id ?? '') }
    : uncovered
      ? {}
      : { insurer: ref('Organization', 'payer') };

const focal = ({ uncovered }: OrderParts) => (uncovered ? [] : [{ focal: true, coverage: ref('Coverage', 'c1') }]);

const codeOf = ({ itemCode, order }: OrderParts): CodeableConcept => itemCode ?? order.code ?? { text: 'not said' };

export const orderMessage = (parts: OrderParts): Bundle => bundle([parts.order, ...around(parts)]);

export const eligibilityMessage = (parts: OrderParts): Bundle => {
  const { order, at } = parts;
  const insurance = focal(parts);
  return bundle([
    {
      resourceType: 'CoverageEligibilityRequest',
      id: 'ask',
      status: 'active',
      purpose: ['auth-requirements', 'validation'],
      patient: ref('Patient', 'p1'),
      created: at.slice(0, 10),
      ...(order.occurrenceDateTime ? { servicedDate: order.occurrenceDateTime.slice(0, 10) } : {}),
      // R4 wants an insurer; without a coverage the practice names whom it would ask.
      insurer: insurerOf(parts).insurer ?? { display: 'not known' },
      ...(insurance.length ? { insurance } : {}),
      item: [
        {
          ...(codeOf(parts).coding || codeOf(parts).text ? { productOrService: codeOf(parts) } : {}),
          facility: ref('Location', 'site'),
          detail: [ref('ServiceRequest', order.id ?? '')],
        },
      ],
    },
    order,
    ...around(parts),
  ]);
};

export const claimMessage = (parts: OrderParts): Bundle => {
  const { order, claimNumber } = parts;
  const date = order.occurrenceDateTime?.slice(0, 10);
  const insurance = focal(parts).map((one) => ({
    ...one,
    sequence: 1,
    ...(claimNumber ? { preAuthRef: [claimNumber] } : {}),
  }));
  const diagnoses = order.reasonCode ?? [];
  return bundle([
    {
      resourceType: 'Claim',
      id: 'bill',
      status: 'active',
      use: 'claim',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
      patient: ref('Patient', 'p1'),
      created: date ?? parts.at.slice(0, 10),
      ...insurerOf(parts),
      provider: ref('Organization', 'group'),
      priority: { coding: [{ code: 'normal' }] },
      ...(diagnoses.length
        ? { diagnosis: diagnoses.map((one, index) => ({ sequence: index + 1, diagnosisCodeableConcept: one })) }
        : {}),
      insurance: insurance.length ? insurance : [{ sequence: 1, focal: true, coverage: { display: 'none' } }],
      item: [
        {
          sequence: 1,
          productOrService: order.code ?? { text: 'not said' },
          ...(date ? { servicedDate: date } : {}),
          ...(diagnoses.length ? { diagnosisSequence: diagnoses.map((_, index) => index + 1) } : {}),
          locationReference: ref('Location', 'site'),
        },
      ],
    },
    ...around(parts),
  ]);
};

const found = (resources: readonly FhirResource[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({
    fullUrl: `${BASE}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  })),
});

/** The order as a draft about to be signed; everything else is prefetched. */
export const signCall = (parts: OrderParts): object => {
  const { encounter, answers, place, otherPlace, payer, more, coverage, uncovered } = parts;
  const draft = { ...parts.order, status: 'draft' };
  return {
    hook: 'order-sign',
    hookInstance: '6c9a8f70-0000-4000-8000-000000000003',
    context: {
      patientId: 'p1',
      userId: 'Practitioner/doctor',
      draftOrders: bundle([draft as FhirResource]),
    },
    prefetch: {
      patient: parts.patient,
      ...(encounter ? { encounter } : {}),
      coverage: found(uncovered ? [] : [coverage, ...more.map((one) => one.coverage)]),
      organizations: found([payer, ...more.map((one) => one.payer)]),
      locations: found([place, ...(otherPlace ? [otherPlace] : [])]),
      ...(answers ? { answers: found([answers]) } : {}),
      practitioners: found([doctorOf(parts)]),
    },
    extension: { 'davinci-crd.requestedVersion': '2.2' },
  };
};

const cpt = (code: string) => ({ system: CPT, code });
const place = (code: string) => ({ system: PLACE_OF_SERVICE, code });

const VALUES: Readonly<Record<string, (value: never) => Omit<ParametersParameter, 'name'>>> = {
  number: (value: string) => ({ valueString: value }),
  numberKind: (value: string) => ({ valueCode: value }),
  period: (value: object) => ({ valuePeriod: value }),
  code: (value: string) => ({ valueCoding: cpt(value) }),
  units: (value: number) => ({ valuePositiveInt: value }),
  placeOfService: (value: string) => ({ valueCoding: place(value) }),
  facility: (value: object) => ({ valueReference: value }),
  performer: (value: object) => ({ valueReference: value }),
  receivedAt: (value: string) => ({ valueDateTime: value }),
  expedited: (value: boolean) => ({ valueBoolean: value }),
};

export const decisionMessage = ({ decision, more }: OrderParts['decisions'][number]): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'decision', valueCode: decision },
    ...Object.entries(more).map(([name, value]) => ({ name, ...VALUES[name]?.(value as never) })),
  ],
});

export const slotMessage = ({ slot }: OrderParts): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'start', valueDateTime: slot.start },
    ...(slot.code ? [{ name: 'code', valueCoding: cpt(slot.code) }] : []),
    ...(slot.place ? [{ name: 'placeOfService', valueCoding: place(slot.place) }] : []),
    ...(slot.units ? [{ name: 'units', valuePositiveInt: slot.units }] : []),
  ],
});

/** The scheduler's list of one visit. */
export const visitList = ({ slot, cells }: OrderParts): string => {
  const row: Readonly<Record<string, string>> = {
    order: 'order-1',
    start: slot.start,
    ...(slot.code ? { code: slot.code } : {}),
    ...(slot.place ? { place: slot.place } : {}),
    ...(slot.units ? { units: String(slot.units) } : {}),
    ...cells,
  };
  const quoted = Object.values(row).map((cell) => `"${cell.replaceAll('"', '""')}"`);
  return `${Object.keys(row).join(',')}\r\n${quoted.join(',')}\r\n`;
};
