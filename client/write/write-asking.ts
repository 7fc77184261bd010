import type { Asking } from '../model/question.ts';
import type { Form } from '../read/read-form.ts';
import { ACT_CODE, billingCoding, COVERAGE_CLASS, ICD10CM, PLACE_OF_SERVICE } from './systems.ts';
import { writeItems } from './write-answers.ts';

const urn = (name: string): string => `urn:uuid:00000000-0000-4000-8000-${name.padStart(12, '0')}`;
const [REQUEST, PATIENT, PAYER, COVERAGE, PLACE, ANSWERS, ENCOUNTER] = ['1', '2', '3', '4', '5', '6', '7'].map(urn);
const refer = (reference: string | undefined) => ({ reference });

const ENCOUNTERS = { emergency: 'EMER', observation: 'OBSENC', admitted: 'IMP', ambulatory: 'AMB' };

/** A birth date for this age on the day of the test, which is all the rules look at. */
const bornFor = (age: number, day: string): string =>
  `${String(Number(day.slice(0, 4)) - age).padStart(4, '0')}${day.slice(4).replace('-02-29', '-02-28')}`;

const patientOf = ({ age, sex }: Asking, day: string) => ({
  resourceType: 'Patient',
  active: true,
  ...(sex ? { gender: sex } : {}),
  ...(age === undefined ? {} : { birthDate: bornFor(age, day) }),
});

export const payerOf = (payer: string, base: string) => ({
  resourceType: 'Organization',
  active: true,
  identifier: [{ system: `${base}/NamingSystem/payer`, value: payer }],
});

const coverageOf = ({ plan, delegated }: Asking) => ({
  resourceType: 'Coverage',
  status: 'active',
  beneficiary: refer(PATIENT),
  payor: [refer(PAYER)],
  ...(delegated ? { type: { text: 'delegated' } } : {}),
  ...(plan ? { class: [{ type: { coding: [{ system: COVERAGE_CLASS, code: 'plan' }] }, value: plan }] } : {}),
});

const locationOf = ({ siteState, county, placeOfService }: Asking) =>
  siteState || county || placeOfService
    ? {
        resourceType: 'Location',
        ...(siteState || county
          ? {
              address: {
                ...(siteState ? { state: siteState.toUpperCase() } : {}),
                ...(county ? { district: county } : {}),
              },
            }
          : {}),
        ...(placeOfService ? { type: [{ coding: [{ system: PLACE_OF_SERVICE, code: placeOfService }] }] } : {}),
      }
    : undefined;

const encounterOf = ({ encounter }: Asking) =>
  encounter && {
    resourceType: 'Encounter',
    status: 'planned',
    class: { system: ACT_CODE, code: ENCOUNTERS[encounter] },
    type: [{ text: 'Visit for the ordered test' }],
    subject: refer(PATIENT),
  };

const requestOf = ({ serviceDate, code, diagnoses = [] }: Asking, today: string, hasPlace: boolean) => ({
  resourceType: 'CoverageEligibilityRequest',
  status: 'active',
  purpose: ['auth-requirements', 'validation'],
  patient: refer(PATIENT),
  ...(serviceDate ? { servicedDate: serviceDate } : {}),
  created: today,
  insurer: refer(PAYER),
  insurance: [{ focal: true, coverage: refer(COVERAGE) }],
  item: [
    {
      productOrService: { coding: [billingCoding(code)] },
      ...(hasPlace ? { facility: refer(PLACE) } : {}),
      ...(diagnoses.length
        ? {
            diagnosis: diagnoses.map((one) => ({
              diagnosisCodeableConcept: { coding: [{ system: ICD10CM, code: one }] },
            })),
          }
        : {}),
    },
  ],
});

/** A question without a record as the Bundle an EHR would send, with answers that are written as items already. */
export const askingBundle = (
  asking: Asking,
  { url, base }: Pick<Form, 'url' | 'base'>,
  items: readonly object[],
  today: string,
): object => {
  const place = locationOf(asking);
  const encounter = encounterOf(asking);
  const answers = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: url,
    status: 'completed',
    subject: refer(PATIENT),
    item: items,
  };
  const parts: readonly (readonly [string | undefined, object])[] = [
    [REQUEST, requestOf(asking, today, place !== undefined)],
    [PATIENT, patientOf(asking, asking.serviceDate ?? today)],
    [PAYER, payerOf(asking.payer, base)],
    [COVERAGE, coverageOf(asking)],
    ...(place ? [[PLACE, place] as const] : []),
    ...(items.length ? [[ANSWERS, answers] as const] : []),
    ...(encounter ? [[ENCOUNTER, encounter] as const] : []),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: parts.map(([fullUrl, resource]) => ({ fullUrl, resource })),
  };
};

export const writeAsking = (asking: Asking, form: Form, today: string): string =>
  JSON.stringify(askingBundle(asking, form, writeItems(asking.answers ?? {}, form), today));
