import { ACT_CODE, CPT, HCPCS, ICD10CM, PLACE_OF_SERVICE } from '../../../shared/codes/systems.ts';
import { wrongUsage } from '../refusal.ts';
import type { Asked } from './asked.ts';
import type { Form } from './form.ts';
import { checkOrderFact, ENCOUNTER_CLASSES, orderFact } from './order-facts.ts';

const urn = (number: number): string => `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [PATIENT, PAYER, COVERAGE, PLACE, ANSWERS, ENCOUNTER] = [2, 3, 4, 5, 6, 7].map(urn) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const refer = (reference: string) => ({ reference });

/** Birth date for this age on the day of the test: the same day of the year, or February 28. */
const bornFor = (age: string, day: string): string =>
  `${Number(day.slice(0, 4)) - Number(age)}${day.slice(4).replace('-02-29', '-02-28')}`.padStart(10, '0');

const checked = ({ answers }: Asked, form: Form): ((fact: string) => string | undefined) => {
  for (const [fact, typed] of answers) {
    if (!orderFact(fact) && !form.questions.has(fact)) throw wrongUsage(`There is no question "${fact}".`);
    checkOrderFact(fact, typed);
  }
  return (fact) => answers.get(fact);
};

const answersIn = ({ answers }: Asked, { url, questions }: Form) => {
  const items = [...answers].flatMap(([fact, typed]) => {
    const question = questions.get(fact);
    return question ? [{ linkId: fact, answer: [question.read(typed)] }] : [];
  });
  const response = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: url,
    status: 'completed',
    subject: refer(PATIENT),
    item: items,
  };
  return items.length ? [[ANSWERS, response] as const] : [];
};

const placeIn = (of: ReturnType<typeof checked>) => {
  const [state, district, place] = ['siteState', 'county', 'placeOfService'].map(of);
  return {
    resourceType: 'Location',
    ...(state || district
      ? { address: { ...(state ? { state: state.toUpperCase() } : {}), ...(district ? { district } : {}) } }
      : {}),
    ...(place ? { type: [{ coding: [{ system: PLACE_OF_SERVICE, code: place }] }] } : {}),
  };
};

const coverageIn = (of: ReturnType<typeof checked>) => {
  const product = of('planProduct');
  const plan = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] };
  return {
    resourceType: 'Coverage',
    status: 'active',
    beneficiary: refer(PATIENT),
    payor: [refer(PAYER)],
    ...(of('delegated') ? { type: { text: 'delegated' } } : {}),
    ...(product ? { class: [{ type: plan, value: product }] } : {}),
  };
};

const encounterIn = (of: ReturnType<typeof checked>) => {
  const code = ENCOUNTER_CLASSES[of('encounterClass') ?? ''];
  const encounter = {
    resourceType: 'Encounter',
    status: 'planned',
    class: { system: ACT_CODE, code },
    type: [{ text: 'Visit for the ordered test' }],
    subject: refer(PATIENT),
  };
  return code ? [[ENCOUNTER, encounter] as const] : [];
};

/** The question as the Bundle an EHR would send to `CoverageEligibilityRequest/$submit`. */
export const writeRequest = (asked: Asked, form: Form, today: string): object => {
  const of = checked(asked, form);
  const [age, gender, day] = ['age', 'sex', 'serviceDate'].map(of);
  const place = placeIn(of);
  const hasPlace = Object.keys(place).length > 1;
  const request = {
    resourceType: 'CoverageEligibilityRequest',
    status: 'active',
    purpose: ['auth-requirements', 'validation'],
    patient: refer(PATIENT),
    ...(day ? { servicedDate: day } : {}),
    created: today,
    insurer: refer(PAYER),
    insurance: [{ focal: true, coverage: refer(COVERAGE) }],
    item: [
      {
        productOrService: { coding: [{ system: /^\d/.test(asked.code) ? CPT : HCPCS, code: asked.code }] },
        ...(hasPlace ? { facility: refer(PLACE) } : {}),
        ...(asked.diagnoses.length
          ? {
              diagnosis: asked.diagnoses.map((code) => ({
                diagnosisCodeableConcept: { coding: [{ system: ICD10CM, code }] },
              })),
            }
          : {}),
      },
    ],
  };
  const patient = {
    resourceType: 'Patient',
    active: true,
    ...(gender ? { gender } : {}),
    ...(age ? { birthDate: bornFor(age, day ?? today) } : {}),
  };
  const payer = {
    resourceType: 'Organization',
    active: true,
    identifier: [{ system: `${form.url.replace(/\/Questionnaire\/.*$/, '')}/NamingSystem/payer`, value: asked.payer }],
  };
  const parts: readonly (readonly [string, object])[] = [
    [urn(1), request],
    [PATIENT, patient],
    [PAYER, payer],
    [COVERAGE, coverageIn(of)],
    ...(hasPlace ? [[PLACE, place] as const] : []),
    ...answersIn(asked, form),
    ...encounterIn(of),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: parts.map(([fullUrl, resource]) => ({ fullUrl, resource })),
  };
};
