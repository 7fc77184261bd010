import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cpt, type Part } from '../support/endpoint-messages.ts';
import {
  asking,
  draft,
  drafts,
  type HookHarness,
  hookCall,
  openHookHarness,
  prefetchOf,
  searchset,
  signCall,
} from './hook-harness.ts';

let harness: HookHarness;
beforeAll(async () => {
  harness = await openHookHarness();
});
afterAll(() => harness.close());

const NOTHING = { cards: [], systemActions: [] };
const outcome = (body: Part) => body.resourceType === 'OperationOutcome';
const { oursCoverage: _coverage, ...bare } = prefetchOf();

describe.each([
  ['participant', 'everybody'],
  ['participant', ['somebody']],
  ['serviceType', 5],
  ['basedOn', [7]],
  ['requestedPeriod', 'soon'],
  ['start', 7],
])('a visit whose %s is %j', (element, value) => {
  test('is refused, whether it names an order or not', async () => {
    for (const basedOn of [[{ reference: 'ServiceRequest/o1' }], undefined]) {
      const visit = { resourceType: 'Appointment', id: 'v1', status: 'proposed', basedOn, [element]: value };
      const appointments = { resourceType: 'Bundle', entry: [{ resource: visit }] };
      const { status, body } = await harness.call(
        hookCall('appointment-book', { appointments }),
        'appointment-book-crd',
      );
      expect([status, outcome(body)]).toEqual([400, true]);
    }
  });
});

describe('refused with an OperationOutcome', () => {
  test.each([
    ['text that is no JSON', '{', 400],
    ['a list', '[]', 400],
    ['no hook', { ...signCall(), hook: undefined }, 400],
    ['the hook of another service', { ...signCall(), hook: 'order-select' }, 400],
    ['no hookInstance', { ...signCall(), hookInstance: undefined }, 400],
    ['no context', { ...signCall(), context: undefined }, 400],
    ['a context that is a list', { ...signCall(), context: [] }, 400],
    ['no patient', hookCall('order-sign', { patientId: undefined, draftOrders: drafts(draft()) }), 400],
    ['draft orders that are a list', hookCall('order-sign', { draftOrders: [] }), 400],
    [
      'an order that is not R4',
      signCall(
        {},
        draft((one) => {
          one.status = 'perhaps';
        }),
      ),
      400,
    ],
    [
      'an order of another patient',
      signCall(
        {},
        draft((one) => {
          one.subject = { reference: 'Patient/p2' };
        }),
      ),
      400,
    ],
    ['a stress test without any coverage', signCall({ prefetch: bare }), 412],
    ['no prefetch at all', { ...signCall(), prefetch: undefined }, 412],
    ['prefetch that is null', { ...signCall(), prefetch: null }, 412],
    [
      'a failed search for the coverage',
      signCall({
        prefetch: { coverage: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] } },
      }),
      412,
    ],
  ])('%s', async (_, call, expected) => {
    const { status, body } = await harness.call(call);
    expect(status).toBe(expected);
    expect(outcome(body)).toBe(true);
  });

  test('an unknown service', async () => {
    expect((await harness.call(signCall(), 'nobody')).status).toBe(404);
    expect((await harness.ask({ method: 'POST', path: '/cds-services/nobody/feedback', body: {} })).status).toBe(404);
  });
});

describe('answered without advice', () => {
  test.each([
    ['no orders', hookCall('order-sign', { draftOrders: drafts() })],
    ['a Bundle without entries', hookCall('order-sign', { draftOrders: { resourceType: 'Bundle' } })],
    [
      'an order for another test',
      signCall(
        {},
        draft((one) => {
          one.code = cpt('70553');
        }),
      ),
    ],
    [
      'the half-filled order of a screen just opened',
      signCall({ prefetch: undefined }, { ...draft(), code: { coding: [{}] }, reasonCode: [], intent: 'plan' }),
    ],
    [
      'an order that is over',
      signCall(
        {},
        draft((one) => {
          one.status = 'completed';
        }),
      ),
    ],
    ['another kind of order', signCall({}, { resourceType: 'DeviceRequest', id: 'd', status: 'draft' })],
  ])('%s', async (_, call) => {
    const { status, body } = await harness.call(call);
    expect(status).toBe(200);
    expect(body).toEqual(NOTHING);
  });
});

describe('taken as it comes', () => {
  const expected = async () => (await harness.call(signCall())).body;
  const odd = (change: Part) => ({ ...signCall(), ...change });
  test.each([
    ['the same hookInstance as always', () => odd({ hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea' })],
    ['unknown elements anywhere', () => odd({ news: [1], context: { ...signCall().context, other: { a: 1 } } })],
    ['an encounter that is nowhere', () => odd({ context: { ...signCall().context, encounterId: 'none' } })],
    [
      'nulls and failures among the prefetch',
      () =>
        odd({ prefetch: { ...prefetchOf(), a: null, b: [], c: 'x', d: 7, e: { resourceType: 'OperationOutcome' } } }),
    ],
    [
      'drafts in a Bundle without a type, and entries without resources',
      () =>
        odd({
          context: {
            ...signCall().context,
            draftOrders: { resourceType: 'Bundle', entry: [{}, { resource: {} }, { resource: draft() }] },
          },
        }),
    ],
    ['an empty access token', () => odd({ fhirAuthorization: { access_token: '' } })],
    ['an extension that is a list', () => odd({ extension: [] })],
    ['a configuration that is a list', () => odd({ extension: { 'davinci-crd.configuration': [] } })],
    [
      'everything in one Bundle',
      () =>
        odd({
          prefetch: {
            all: {
              resourceType: 'Bundle',
              type: 'searchset',
              entry: Object.values(prefetchOf()).map((resource) => ({ resource })),
            },
          },
        }),
    ],
  ])('%s', async (_, call) => {
    const { status, body } = await harness.call(call());
    expect(status).toBe(200);
    expect(body).toEqual(await expected());
  });

  test('a page of a chart is no whole look: what is not on it stays unknown', async () => {
    const looked = (more: Part) => signCall({ ...asking('2.2'), prefetch: { ...prefetchOf(), ...more } });
    const whole = searchset('Condition');
    const paged = { ...whole, link: [...whole.link, { relation: 'next', url: 'https://ehr.example/r4?page=2' }] };
    const silent = (await harness.call(looked({}))).body;
    const { status, body } = await harness.call(looked({ conditions: paged }));
    expect(status).toBe(200);
    expect(body).toEqual(silent);
    expect((await harness.call(looked({ conditions: whole }))).body).not.toEqual(silent);
  });

  test('an order for another test between two stress tests leaves both answered', async () => {
    const named = (id: string, code: string) => draft((one) => Object.assign(one, { id, code: cpt(code) }));
    const { body } = await harness.call(signCall({}, named('a', '93351'), named('b', '70553'), named('c', '78452')));
    expect(body.systemActions.map(({ resource }: Part) => resource.id)).toEqual(['a', 'c']);
  });

  test('somebody else’s chart and a second patient do not count', async () => {
    const stranger = { resourceType: 'Patient', id: 'p9', birthDate: '1990-01-01' };
    const theirs = {
      resourceType: 'Condition',
      id: 'x',
      subject: { reference: 'Patient/p9' },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I44.7' }] },
    };
    const { body } = await harness.call(signCall({ prefetch: { ...prefetchOf(), stranger, theirs } }));
    expect(body).toEqual(await expected());
  });

  test('versions and spoilt values of every element never make it fail', async () => {
    for (const junk of [
      null,
      [],
      {},
      '',
      0,
      true,
      [null],
      [[]],
      { resourceType: 'Bundle', entry: [null, { resource: null }] },
    ])
      for (const key of ['extension', 'prefetch', 'fhirServer', 'fhirAuthorization', 'context', 'hookInstance', 'hook'])
        expect((await harness.call({ ...signCall(asking('2.2')), [key]: junk })).status).toBeLessThan(500);
    for (const junk of [
      null,
      [],
      {},
      '',
      0,
      true,
      { resourceType: 'Bundle', entry: 7 },
      { resourceType: 'Bundle', entry: [7, { resource: [] }] },
    ])
      for (const key of ['draftOrders', 'patientId', 'userId', 'encounterId'])
        expect(
          (await harness.call(hookCall('order-sign', { draftOrders: drafts(draft()), [key]: junk }))).status,
        ).toBeLessThan(500);
  });
});
