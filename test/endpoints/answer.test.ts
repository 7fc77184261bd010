import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, NOW, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { answersMessage, bundle, orderMessage, type Part, patient } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const DETERMINATION = 'https://stresspass.example/fhir/StructureDefinition/determination';
const partsOf = ({ body }: { body: Part }, name: string) =>
  body.insurance[0].item[0].extension
    .find(({ url }: Part) => url === DETERMINATION)
    .extension.filter(({ url }: Part) => url === name);
const missingOf = (answered: { body: Part }): readonly string[] =>
  partsOf(answered, 'missing').map(
    ({ extension }: Part) => extension.find(({ url }: Part) => url === 'fact').valueCode,
  );
const adviceOf = (answered: { body: Part }) => partsOf(answered, 'advice')[0].valueCode;
const outputsOf = (task: Part, code: string) =>
  task.output.filter(({ type }: Part) => type.coding[0].code === code).map(({ type: _type, ...value }: Part) => value);

const yes = { valueBoolean: true };
const no = { valueBoolean: false };
const word = (code: string) => ({ valueCoding: { code } });
const ANSWERS = { canExercise: no, ecgReadable: yes, chestPain: word('possible-cardiac') };

describe.each(WAYS)('$answer, %s', (way) => {
  const idOf = (name: string) => `answered-${name}-${way}`;
  const ask = (path: string, body?: unknown, headers = {}) =>
    harness.ways[way]({ method: body ? 'POST' : 'GET', path, headers, ...(body ? { body } : {}) });
  const assess = (name: string, query = '') => ask(`/r4/ServiceRequest/$assess${query}`, orderMessage(idOf(name)));
  const answer = (name: string, body: Part, query = '', headers = {}) =>
    ask(`/r4/ServiceRequest/${idOf(name)}/$answer${query}`, body, headers);
  const status = async (name: string) => (await ask(`/r4/ServiceRequest/${idOf(name)}/$authorization-status`)).body;
  const issueOf = ({ status: code, body }: { status: number; body: Part }) => [
    code,
    body.issue[0].code,
    body.issue[0].expression?.[0],
  ];

  test('decides anew: what was answered is no longer asked, and the record follows', async () => {
    const before = await assess('whole');
    expect(adviceOf(before)).toBe('pa-pend-info');
    expect(missingOf(before)).toContain('canExercise');
    const after = await answer('whole', answersMessage(ANSWERS));
    expect([after.status, after.body.resourceType]).toEqual([200, 'CoverageEligibilityResponse']);
    for (const fact of Object.keys(ANSWERS)) expect(missingOf(after)).not.toContain(fact);
    const task = await status('whole');
    expect(task.meta.versionId).toBe('2');
    expect(outputsOf(task, 'advice')).toEqual([{ valueCode: adviceOf(after) }]);
    expect(outputsOf(task, 'history')[0].valueString).toMatch(
      new RegExp(`^${NOW} reassessed by answer: .*3 questions were answered by Practitioner/doctor\\.$`),
    );
  });

  test('the same answers again change nothing', async () => {
    await assess('twice');
    const first = await answer('twice', answersMessage(ANSWERS));
    const before = await harness.scan();
    harness.time.now = '2026-06-01T15:00:07.000Z';
    const again = await answer('twice', answersMessage(ANSWERS));
    harness.time.now = NOW;
    expect([again.status, missingOf(again), adviceOf(again)]).toEqual([200, missingOf(first), adviceOf(first)]);
    expect((await status('twice')).meta.versionId).toBe('2');
    expect(await harness.scan()).toEqual(before);
  });

  test('a later answer replaces an earlier one; a Bundle may bring who answered', async () => {
    await assess('later');
    await answer('later', answersMessage({ canExercise: yes }));
    const doctor = { resourceType: 'Practitioner', id: 'doctor' };
    const response = answersMessage({ canExercise: no }, { id: 'answers-2', authored: '2026-06-01T11:00:00-04:00' });
    const after = await answer('later', bundle(response, patient('p1'), doctor));
    expect(after.status).toBe(200);
    expect(missingOf(after)).not.toContain('canExercise');
    expect(JSON.stringify(after.body)).not.toContain('contradict');
    expect((await status('later')).meta.versionId).toBe('3');
  });

  test('an answer against the chart is a dispute: said, and a reviewer looks', async () => {
    const stent = {
      resourceType: 'Condition',
      id: 'stent',
      subject: { reference: 'Patient/p1' },
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z95.5' }] },
    };
    const message = orderMessage(idOf('dispute'));
    message.entry.push({ fullUrl: 'https://ehr.example/r4/Condition/stent', resource: stent });
    await ask('/r4/ServiceRequest/$assess', message);
    const never = { valueCoding: { code: 'none' } };
    const after = await answer('dispute', answersMessage({ ...ANSWERS, chestPain: word('none'), priorPci: never }));
    expect(after.status).toBe(200);
    expect(JSON.stringify(after.body)).toContain('contradict');
    expect([adviceOf(after), missingOf(after)]).toEqual(['manual-review', expect.arrayContaining(['priorPci'])]);
  });

  test('answers of somebody who is no clinician stay unconfirmed, until a clinician gives them', async () => {
    await assess('unconfirmed');
    const own = answersMessage(ANSWERS, { author: { reference: 'Patient/p1' } });
    const first = await answer('unconfirmed', own);
    expect([adviceOf(first), JSON.stringify(first.body).includes('Unconfirmed')]).toEqual(['pa-pend-info', true]);
    const clinician = answersMessage(ANSWERS, { id: 'answers-3', author: { reference: 'Practitioner/doctor' } });
    const second = await answer('unconfirmed', clinician);
    expect([adviceOf(second), JSON.stringify(second.body).includes('Unconfirmed')]).toEqual([
      'pa-likely-approve',
      false,
    ]);
    expect(missingOf(second)).not.toContain('canExercise');
  });

  test('an order that was withdrawn stays so', async () => {
    await assess('withdrawn');
    const revoked = orderMessage(idOf('withdrawn'), (order: Part) => {
      order.status = 'revoked';
      order.meta = { lastUpdated: '2026-06-01T15:00:01Z' };
    });
    await ask('/r4/ServiceRequest/$assess', revoked);
    const { businessStatus } = await status('withdrawn');
    expect((await answer('withdrawn', answersMessage(ANSWERS))).status).toBe(200);
    expect((await status('withdrawn')).businessStatus).toEqual(businessStatus);
  });

  test('answers outlive a payer decision, and the decision outlives answers', async () => {
    await assess('decided');
    const decision = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'decision', valueCode: 'approved' },
        { name: 'number', valueString: `AN-${way}` },
      ],
    };
    await ask(`/r4/ServiceRequest/${idOf('decided')}/$record-decision`, decision);
    const after = await answer('decided', answersMessage(ANSWERS));
    expect(after.body.preAuthRef).toBe(`AN-${way}`);
  });

  describe('refuses, naming the element', () => {
    beforeAll(() => assess('refused'));
    const at = 'QuestionnaireResponse';
    test.each<[string, Part, readonly [number, string, string]]>([
      [
        'another questionnaire',
        { questionnaire: 'https://x.example/Questionnaire/y' },
        [400, 'value', `${at}.questionnaire`],
      ],
      ['an unfinished response', { status: 'in-progress' }, [400, 'value', `${at}.status`]],
      ['no answer', { item: [{ linkId: 'canExercise' }] }, [400, 'required', `${at}.item`]],
      ['an unknown question', { item: [{ linkId: 'shoe', answer: [yes] }] }, [400, 'value', `${at}.item[0].linkId`]],
      [
        'a value of another type',
        { item: [{ linkId: 'canExercise', answer: [{ valueString: 'a bit' }] }] },
        [400, 'value', `${at}.item[0].answer[0]`],
      ],
      ['another patient', { subject: { reference: 'Patient/p2' } }, [409, 'conflict', `${at}.subject`]],
      ['another order', { basedOn: [{ reference: 'ServiceRequest/another' }] }, [400, 'value', `${at}.basedOn[0]`]],
    ])('%s', async (_, more, expected) => {
      const refused = await answer('refused', answersMessage(ANSWERS, more));
      expect(issueOf(refused)).toEqual(expected);
      expect((await status('refused')).meta.versionId).toBe('1');
    });
    test('an order that is not on file, and one that several sources have', async () => {
      expect(issueOf(await answer('nobody', answersMessage(ANSWERS)))[0]).toBe(404);
      for (const source of ['north', 'south']) await assess('shared', `?source=${source}`);
      expect(issueOf(await answer('shared', answersMessage(ANSWERS)))[0]).toBe(409);
      expect((await answer('shared', answersMessage(ANSWERS), '?source=south')).status).toBe(200);
    });
    test('a record that changed since it was read', async () => {
      const stale = await answer('refused', answersMessage(ANSWERS), '', { 'if-match': 'W/"7"' });
      expect(stale.status).toBe(412);
    });
    test('something that is no response at all', async () => {
      expect(issueOf(await answer('refused', patient('p1')))).toEqual([400, 'structure', 'Patient']);
    });
  });
});
