import type { Part } from './endpoint-messages.ts';
import { bundle, cpt } from './endpoint-messages.ts';

/** Messages about who pays: one treadmill test of a patient with several coverages. */

const payerSystem = 'https://stresspass.example/fhir/NamingSystem/payer';
export const SERVICE_DATE = '2026-06-15';

export interface Insured {
  readonly id: string;
  /** Name of the payor; a word without a blank may be an id of ours. */
  readonly payor?: string;
  readonly payerId?: string;
  readonly type?: string;
  readonly typeCode?: readonly [system: string, code: string];
  readonly plan?: string;
  readonly group?: string;
  readonly network?: string;
  readonly order?: number;
  readonly status?: string;
  readonly start?: string;
  readonly end?: string;
  readonly member?: string;
}

const organization = ({ id, payor, payerId }: Insured): Part => ({
  resourceType: 'Organization',
  id: `payer-of-${id}`,
  ...(payor ? { name: payor } : {}),
  ...(payerId ? { identifier: [{ system: payerSystem, value: payerId }] } : {}),
});

const classOf = (code: string, value: string): Part => ({
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code }] },
  value,
});

export const coverageOf = (one: Insured): Part => {
  const { id, type, typeCode, plan, group, network, order, status = 'active', start, end, member } = one;
  const coding = typeCode ? [{ system: typeCode[0], code: typeCode[1] }] : undefined;
  const classes = [...(plan ? [classOf('plan', plan)] : []), ...(group ? [classOf('group', group)] : [])];
  return {
    resourceType: 'Coverage',
    id,
    status,
    ...(type || coding ? { type: { ...(coding ? { coding } : {}), ...(type ? { text: type } : {}) } } : {}),
    subscriberId: member ?? `MBR-${id}`,
    beneficiary: { reference: 'Patient/p1' },
    payor: [{ reference: `Organization/payer-of-${id}` }],
    ...(start || end ? { period: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : {}),
    ...(classes.length ? { class: classes } : {}),
    ...(network ? { network } : {}),
    ...(order === undefined ? {} : { order }),
  };
};

const patient = (): Part => ({ resourceType: 'Patient', id: 'p1', gender: 'male', birthDate: '1955-02-03' });
const office = (): Part => ({
  resourceType: 'Location',
  id: 'office',
  type: [
    {
      coding: [
        {
          system: 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
          code: '11',
        },
      ],
    },
  ],
  address: { state: 'OH' },
});
const reason = [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R07.9' }] }];
const insurers = (all: readonly Insured[]) => [...all.map(coverageOf), ...all.map(organization)];

export interface Asked {
  /** Coverages the request lists, the first one focal; all of them unless told. */
  readonly lists?: readonly string[];
  readonly focal?: string;
  readonly more?: readonly Part[];
  readonly code?: string;
}

const reference = (id: string) => ({ reference: `Coverage/${id}` });

/** `CoverageEligibilityRequest/$submit`. */
export const submitMessage = (all: readonly Insured[], { lists, focal, more = [], code = '93015' }: Asked = {}): Part =>
  bundle(
    {
      resourceType: 'CoverageEligibilityRequest',
      id: 'ask',
      status: 'active',
      purpose: ['auth-requirements'],
      patient: { reference: 'Patient/p1' },
      servicedDate: SERVICE_DATE,
      created: '2026-06-01',
      insurer: { display: 'as the coverage says' },
      ...(lists
        ? { insurance: lists.map((id) => ({ ...(id === focal ? { focal: true } : {}), coverage: reference(id) })) }
        : {}),
      item: [
        {
          productOrService: cpt(code),
          facility: { reference: 'Location/office' },
          diagnosis: [{ diagnosisCodeableConcept: reason[0] }],
        },
      ],
    },
    patient(),
    office(),
    ...insurers(all),
    ...more,
  );

/** `ServiceRequest/$assess`; `lists` is what the order names as its insurance. */
export const assessMessage = (
  id: string,
  all: readonly Insured[],
  { lists, more = [], code = '93015' }: Asked = {},
): Part =>
  bundle(
    {
      resourceType: 'ServiceRequest',
      id,
      status: 'active',
      intent: 'order',
      code: cpt(code),
      subject: { reference: 'Patient/p1' },
      occurrenceDateTime: SERVICE_DATE,
      locationReference: [{ reference: 'Location/office' }],
      reasonCode: reason,
      ...(lists ? { insurance: lists.map(reference) } : {}),
    },
    patient(),
    office(),
    ...insurers(all),
    ...more,
  );

const SOPT = 'https://nahdo.org/sopt';
export const MEDICARE: Insured = { id: 'medicare', payor: 'Medicare', type: 'Medicare', typeCode: [SOPT, '121'] };
export const ADVANTAGE: Insured = { id: 'advantage', payor: 'Humana', typeCode: [SOPT, '112'] };
export const COMMERCIAL: Insured = { id: 'group', payor: 'Aetna', type: 'Commercial' };
