import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eligibilityMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { openSignInHarness, type SignInHarness } from './sign-in-harness.ts';

/** The signed-in role says who answered: whom a form names is only said. */

const FORM = 'https://stresspass.example/fhir/Questionnaire/stress-test-clinical';
let harness: SignInHarness;
beforeAll(async () => {
  harness = await openSignInHarness();
});
afterAll(() => harness.close());

const answers = (more: Part = {}): Part => ({
  resourceType: 'QuestionnaireResponse',
  id: 'answers',
  status: 'completed',
  questionnaire: FORM,
  subject: { reference: 'Patient/p1' },
  item: [{ linkId: 'canExercise', answer: [{ valueBoolean: false }] }],
  ...more,
});
const byDoctor = { author: { reference: 'Practitioner/doctor' } };

let count = 0;
/** An order on file that waits for one answer, sent by its EHR. */
const orderOnFile = async (): Promise<string> => {
  const id = `signed-${++count}`;
  Object.assign(harness.harness.config, { AUTH: 'open' });
  const message = JSON.stringify(orderMessage(id));
  const sent = await harness.call({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: message });
  Object.assign(harness.harness.config, { AUTH: 'required' });
  expect(sent.status).toBe(200);
  return id;
};
const answeredBy = async (roles: readonly string[], response: Part) => {
  const id = await orderOnFile();
  const browser = await harness.signedIn(...roles);
  const headers = { ...(await browser.page()), 'content-type': 'application/fhir+json' };
  const path = `/r4/ServiceRequest/${id}/$answer`;
  const { status, text } = await browser.send({ method: 'POST', path, headers, body: JSON.stringify(response) });
  expect(status).toBe(200);
  const task = await (await harness.signedIn('clinician')).get(`/r4/ServiceRequest/${id}/$authorization-status`);
  return { advice: /"valueCode":"(pa-[\w-]+)"/.exec(text)?.[1], text, task: task.text };
};

describe('an answer of a signed-in person', () => {
  test.each<readonly [string, readonly string[], Part]>([
    ['a clinician', ['clinician'], {}],
    ['a clinician who schedules too', ['scheduler', 'clinician'], {}],
    ['a clinician, for a colleague', ['clinician'], byDoctor],
  ])('of %s counts', async (_who, roles, more) => {
    const { advice, text } = await answeredBy(roles, answers(more));
    expect(advice).toBe('pa-likely-approve');
    expect(text).not.toContain('Unconfirmed');
  });

  test.each<readonly [string, readonly string[], Part]>([
    ['a scheduler', ['scheduler'], {}],
    ['a coordinator', ['coordinator'], {}],
    ['a scheduler who names a clinician', ['scheduler'], byDoctor],
    ['a scheduler who names a clinician by source', ['scheduler'], { source: { reference: 'Practitioner/doctor' } }],
    ['the patient, sent by a clinician', ['clinician'], { author: { reference: 'Patient/p1' } }],
  ])('of %s stays unconfirmed', async (_who, roles, more) => {
    const { advice, text } = await answeredBy(roles, answers(more));
    expect(advice).toBe('pa-pend-info');
    expect(text).toContain('Unconfirmed, since no clinician answered');
  });

  test('by name for one answer is no more than the person who sends it', async () => {
    const extension = [
      {
        url: 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin',
        extension: [
          { url: 'source', valueCode: 'override' },
          {
            url: 'author',
            extension: [{ url: 'practitioner', valueReference: { reference: 'Practitioner/doctor' } }],
          },
        ],
      },
    ];
    const item = [{ linkId: 'canExercise', answer: [{ valueBoolean: false, extension }] }];
    expect((await answeredBy(['scheduler'], answers({ item }))).advice).toBe('pa-pend-info');
  });

  test('stands in the history under their name', async () => {
    const { task } = await answeredBy(['clinician'], answers(byDoctor));
    expect(task).toContain('1 question was answered by Dana Reyes');
  });

  test('in a question without an order it is no other', async () => {
    for (const [roles, isUnconfirmed] of [
      [['scheduler'], true],
      [['clinician'], false],
    ] as const) {
      const message = eligibilityMessage();
      message.entry.push({
        fullUrl: 'https://ehr.example/fhir/QuestionnaireResponse/answers',
        resource: answers(byDoctor),
      });
      const browser = await harness.signedIn(...roles);
      const headers = { ...(await browser.page()), 'content-type': 'application/fhir+json' };
      const path = '/r4/CoverageEligibilityRequest/$submit';
      const { status, text } = await browser.send({ method: 'POST', path, headers, body: JSON.stringify(message) });
      expect([status, text.includes('Unconfirmed')]).toEqual([200, isUnconfirmed]);
    }
  });
});

test('a decision says who entered it', async () => {
  const id = await orderOnFile();
  const browser = await harness.signedIn('coordinator');
  const headers = { ...(await browser.page()), 'content-type': 'application/fhir+json' };
  const parameter = [
    { name: 'decision', valueCode: 'pended' },
    { name: 'source', valueCode: 'portal' },
  ];
  const path = `/r4/ServiceRequest/${id}/$record-decision`;
  const body = JSON.stringify({ resourceType: 'Parameters', parameter });
  expect((await browser.send({ method: 'POST', path, headers, body })).status).toBe(200);
  const { text } = await browser.get(`/r4/ServiceRequest/${id}/$authorization-status`);
  expect(text).toContain('Entered by Dana Reyes.');
});
