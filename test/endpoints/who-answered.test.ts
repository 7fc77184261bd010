import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { eligibilityMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

/** Who answered decides what an answer may do: somebody known to be no clinician cannot bring about an approval. */

const BASE = 'https://stresspass.example/fhir';
const ORIGIN = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin';
const [way] = WAYS;

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const ask = (path: string, body: unknown) => harness.ways[way!]({ method: 'POST', path, body });
const entry = (resource: Part) => ({
  fullUrl: `https://ehr.example/fhir/${resource.resourceType}/${resource.id}`,
  resource,
});

/** The patient cannot exercise: with the diagnosis that is all the criteria need. */
const answers = (more: Part = {}, extension: readonly Part[] = []): Part => ({
  resourceType: 'QuestionnaireResponse',
  id: 'answers',
  status: 'completed',
  questionnaire: `${BASE}/Questionnaire/stress-test-clinical`,
  subject: { reference: 'Patient/p1' },
  item: [{ linkId: 'canExercise', answer: [{ valueBoolean: false, ...(extension.length ? { extension } : {}) }] }],
  ...more,
});
const role = (id: string, text: string): Part => ({ resourceType: 'PractitionerRole', id, code: [{ text }] });

let count = 0;
const assessed = async (answer: Part, ...others: readonly Part[]) => {
  const id = `who-${++count}`;
  const message = orderMessage(id);
  message.entry.push(entry(answer), ...others.map(entry));
  const { body } = await ask('/r4/ServiceRequest/$assess', message);
  const parts = (extension: Part): readonly Part[] =>
    (extension.extension ?? []).flatMap((one: Part) => [one, ...parts(one)]);
  const all = [
    ...(body.extension ?? []),
    ...body.insurance[0].item.flatMap((item: Part) => item.extension ?? []),
  ].flatMap(parts);
  const advice = all.find(({ url }: Part) => url === 'advice')?.valueCode;
  return { id, body, advice, text: JSON.stringify(body) };
};

const by = (reference: string) => ({ author: { reference } });
const origin = (source: string, author?: Part): Part => ({
  url: ORIGIN,
  extension: [{ url: 'source', valueCode: source }, ...(author ? [{ url: 'author', extension: [author] }] : [])],
});
const practitioner = { url: 'practitioner', valueReference: { reference: 'Practitioner/doctor' } };
const roleOf = (text: string) => ({ url: 'role', valueCodeableConcept: { text } });

describe('an answer counts for an approval', () => {
  test.each<[string, Part, ...(readonly Part[])]>([
    ['of nobody named: the sending system says it', answers()],
    ['of a clinician', answers(by('Practitioner/doctor'))],
    [
      'recorded by a clinician from the patient',
      answers({ ...by('Practitioner/doctor'), source: { reference: 'Patient/p1' } }),
    ],
    ['of a nurse', answers(by('PractitionerRole/nurse')), role('nurse', 'Registered nurse')],
    ['filled from the chart', answers({}, [origin('auto-client')])],
    ['overridden by a clinician in the patient’s form', answers(by('Patient/p1'), [origin('override', practitioner)])],
    ['of somebody only displayed', answers({ author: { display: 'J. D.' } })],
  ])('%s', async (_, answer, ...others) => {
    const { advice, text } = await assessed(answer, ...others);
    expect(advice).toBe('pa-likely-approve');
    expect(text).not.toContain('Unconfirmed');
  });
});

describe('an answer stays unconfirmed', () => {
  test.each<[string, Part, ...(readonly Part[])]>([
    ['of the patient', answers(by('Patient/p1'))],
    ['of the patient, on another server', answers(by('https://portal.example/fhir/Patient/p1/_history/2'))],
    ['of the patient, by source alone', answers({ source: { reference: 'Patient/p1' } })],
    ['of a relative', answers(by('RelatedPerson/r'))],
    ['of software', answers(by('Device/scribe'))],
    ['of an organization', answers(by('Organization/group'))],
    ['of a logical patient', answers({ author: { type: 'Patient', identifier: { value: '1' } } })],
    ['of a clerk', answers(by('PractitionerRole/clerk')), role('clerk', 'Front desk clerk')],
    ['of a contained clerk', answers({ ...by('#clerk'), contained: [role('clerk', 'Scheduler')] })],
    ['entered by hand by a clerk', answers({}, [origin('manual', roleOf('Receptionist'))])],
    ['filled in somewhere, in the patient’s form', answers(by('Patient/p1'), [origin('auto')])],
  ])('%s', async (_, answer, ...others) => {
    const { id, advice, text } = await assessed(answer, ...others);
    expect(advice).toBe('pa-pend-info');
    expect(text).toContain('Unconfirmed, since no clinician answered: Can the patient exercise');
    expect(text).toMatch(/"valueCode":"canExercise"/);
    const start = { name: 'start', valueDateTime: '2026-06-15T09:00:00-04:00' };
    const slot = await ask(`/r4/ServiceRequest/${id}/$bookable`, { resourceType: 'Parameters', parameter: [start] });
    expect(slot.body.parameter[0].valueCode).toBe('not-yet');
  });

  test('in an eligibility request as in an order', async () => {
    const message = eligibilityMessage();
    message.entry.push(entry(answers(by('Patient/p1'))));
    const { body } = await ask('/r4/CoverageEligibilityRequest/$submit', message);
    expect(JSON.stringify(body)).toContain('Unconfirmed');
    expect(body.disposition).toContain('answer the open questions first');
  });
});

test('what a chart entry says too is confirmed by it', async () => {
  const limited: Part = {
    resourceType: 'Condition',
    id: 'amputation',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z89.511' }] },
    subject: { reference: 'Patient/p1' },
  };
  const { advice, text } = await assessed(answers(by('Patient/p1')), limited);
  expect(advice).toBe('pa-likely-approve');
  expect(text).not.toContain('Unconfirmed');
});
