import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { order, orderMessage, type Part } from '../support/endpoint-messages.ts';
import {
  asking,
  draft,
  drafts,
  type HookHarness,
  hookCall,
  openReadingHarness,
  prefetchOf,
  said,
  statementsOn,
} from './hook-harness.ts';

let ehr: EhrStub;
let harness: HookHarness;
const TOKEN = 'lent-for-one-call';

beforeAll(async () => {
  ehr = await startEhrStub();
  harness = await openReadingHarness(ehr);
});
afterEach(() => ehr.forget());
afterAll(async () => {
  ehr.close();
  await harness.close();
});

const server = () => ({ fhirServer: ehr.base, fhirAuthorization: { access_token: TOKEN, token_type: 'Bearer' } });
const call = (more: Part = {}, asked = draft()) =>
  harness.call(
    hookCall(
      'order-sign',
      { draftOrders: drafts(asked) },
      { ...asking('2.2'), prefetch: undefined, ...server(), ...more },
    ),
  );
const fill = (...types: readonly string[]) => {
  const all = orderMessage('o1').entry.map(({ resource }: Part) => resource);
  ehr.charts.push(
    ...all.filter(({ resourceType }: Part) => resourceType !== 'ServiceRequest' && !types.includes(resourceType)),
  );
  ehr.tokens.add(TOKEN);
};
const first = (body: Part) => statementsOn(body.systemActions[0]?.resource)[0];

test('what was not sent is read with the token of the call, and answers as if it had been sent', async () => {
  fill();
  const { status, body } = await call();
  expect(status).toBe(200);
  const sent = await call({ prefetch: prefetchOf(), fhirServer: undefined });
  expect(said(first(body), 'pa-needed')).toEqual(said(first(sent.body), 'pa-needed'));
  expect(said(first(body), 'billingCode')).toEqual(said(first(sent.body), 'billingCode'));
  expect(ehr.asked.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
  expect(ehr.names()).toContain('Organization/payer');
});

test('evidence of the chart counts', async () => {
  fill();
  const before = (await call()).body;
  ehr.charts.push({
    resourceType: 'Condition',
    id: 'lbbb',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I44.7' }] },
    subject: { reference: 'Patient/p1' },
  });
  expect((await call()).body.cards).not.toEqual(before.cards);
});

test('what is sent is not asked for again', async () => {
  fill();
  await call({ prefetch: prefetchOf() });
  expect(ehr.names()).not.toContain('Patient/p1');
  expect(ehr.names()).not.toContain('Coverage');
});

test('an order for another test opens nobody’s chart', async () => {
  fill();
  const { body } = await call(
    {},
    draft((one) => {
      one.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '70553' }] };
    }),
  );
  expect(body).toEqual({ cards: [], systemActions: [] });
  expect(ehr.asked).toEqual([]);
});

test('a server that is not on the list is not called', async () => {
  fill();
  await harness.ports.settings.put({ ...TENANT, outbound: [] });
  const { status, body } = await call();
  await harness.ports.settings.put({ ...TENANT, outbound: [ehr.origin] });
  expect(ehr.asked).toEqual([]);
  expect(status).toBe(200);
  expect(said(first(body), 'covered')).toEqual(['indeterminate']);
});

test('a server in trouble: technical on the order that names its coverage, 412 on one that does not', async () => {
  fill();
  ehr.moods.set('Coverage', { is: 'status', status: 500 });
  const { status, body } = await call();
  expect(status).toBe(200);
  expect(said(first(body), 'reason')[0].coding[0].code).toBe('technical');
  expect(
    (
      await call(
        {},
        draft((one) => {
          delete one.insurance;
        }),
      )
    ).status,
  ).toBe(412);
});

test('what is said of a server in trouble is said of stress tests only', async () => {
  fill();
  ehr.moods.set('Coverage', { is: 'status', status: 500 });
  const other = draft((one) => {
    one.id = 'mri';
    one.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '70553' }] };
  });
  const { body } = await call({
    context: { userId: 'Practitioner/doctor', patientId: 'p1', draftOrders: drafts(other, draft()) },
  });
  expect(body.systemActions.map(({ resource }: Part) => resource.id)).toEqual(['o1']);
});

test('optional evidence that fails or hangs does not keep the answer', async () => {
  fill();
  ehr.moods.set('Condition', { is: 'slow', ms: 20_000 });
  ehr.moods.set('Observation', { is: 'malformed' });
  ehr.moods.set('Procedure', { is: 'html' });
  const start = Date.now();
  const { status, body } = await call();
  expect(status).toBe(200);
  expect(said(first(body), 'pa-needed')).toEqual(['auth-needed']);
  expect(Date.now() - start).toBeLessThan(4_500);
}, 10_000);

test('a redirect is not followed', async () => {
  fill();
  ehr.moods.set('Coverage', { is: 'redirect', to: 'http://127.0.0.1:9/else' });
  expect(said(first((await call()).body), 'covered')).toEqual(['indeterminate']);
});

test('a chart in which there is no coverage is 400, since the look worked', async () => {
  fill('Coverage');
  expect((await call()).status).toBe(400);
});

test('orders that are only named come from the server digit for digit', async () => {
  fill();
  const asked = { ...order('o1'), quantityQuantity: { value: 1.5 } };
  ehr.moods.set('ServiceRequest', { is: 'says', body: asked });
  const context = { dispatchedOrders: ['ServiceRequest/o1'], performer: 'Practitioner/doctor' };
  const { body } = await harness.call(
    hookCall('order-dispatch', context, { ...server(), prefetch: prefetchOf() }),
    'order-dispatch-crd',
  );
  expect({ ...body.systemActions[0].resource, extension: undefined }).toEqual({ ...asked, extension: undefined });
});

test('no token, address or name of the chart is logged', () => {
  expect(harness.logged.join('\n')).not.toMatch(/lent-for|127\.0\.0\.1|Zzyzx/);
});

test('half a character in an id that is looked for is no crash', async () => {
  fill();
  const context = { patientId: 'p1\udfff', encounterId: '\ud83d', draftOrders: drafts(draft()) };
  const asked = hookCall('order-sign', context, { ...asking('2.2'), prefetch: undefined, ...server() });
  expect((await harness.call(asked)).status).toBeLessThan(500);
});
