import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cpt, order, type Part } from '../support/endpoint-messages.ts';
import {
  asking,
  drafts,
  type HookHarness,
  hookCall,
  openHookHarness,
  prefetchOf,
  said,
  searchset,
  statementsOn,
} from './hook-harness.ts';

let harness: HookHarness;
beforeAll(async () => {
  harness = await openHookHarness();
});
afterAll(() => harness.close());

const request = (id = 'o1') => ({ ...order(id), authoredOn: '2026-06-01' });
const withOrders = (...orders: readonly Part[]) => ({
  ...prefetchOf(),
  serviceRequests: searchset('ServiceRequest', ...orders),
});
const targets = (body: Part) =>
  body.systemActions.map(({ resource }: Part) => `${resource.resourceType}/${resource.id}`);
const first = (body: Part) => statementsOn(body.systemActions[0]?.resource)[0];

describe('order-select', () => {
  const chart = searchset('Observation');
  const select = (orders: readonly Part[], selections: readonly string[], more: Part = {}) =>
    harness.call(
      hookCall(
        'order-select',
        { draftOrders: drafts(...orders), selections },
        { prefetch: { ...prefetchOf(), chart, ...more } },
      ),
      'order-select-crd',
    );
  const questions = (canExercise: boolean, ecgReadable: boolean) => ({
    resourceType: 'QuestionnaireResponse',
    id: 'qr',
    status: 'completed',
    questionnaire: 'https://stresspass.example/fhir/Questionnaire/stress-test-clinical',
    subject: { reference: 'Patient/p1' },
    authored: '2026-06-01T12:00:00Z',
    item: [
      { linkId: 'canExercise', answer: [{ valueBoolean: canExercise }] },
      { linkId: 'ecgReadable', answer: [{ valueBoolean: ecgReadable }] },
    ],
  });

  test('puts nothing on the order and asks for nothing', async () => {
    const { status, body } = await select([request()], ['ServiceRequest/o1']);
    expect(status).toBe(200);
    expect(body.systemActions).toEqual([]);
    expect(body.cards.map((card: Part) => card.source.topic.code)).not.toContain('appropriate-use');
  });

  test('a treadmill instead of images, only where exercise and ECG are known to allow it', async () => {
    const other = (body: Part) => body.cards.find((card: Part) => card.suggestions);
    const card = other((await select([request()], ['ServiceRequest/o1'], { answers: questions(true, true) })).body);
    expect(card).toMatchObject({
      selectionBehavior: 'at-most-one',
      source: { topic: { code: 'therapy-alternatives-opt' } },
    });
    expect(card.suggestions).toHaveLength(1);
    expect(card.suggestions[0].actions).toEqual([
      { type: 'update', description: expect.any(String), resource: { ...request(), code: cpt('93015') } },
    ]);
    for (const reason of card.overrideReasons)
      expect(reason).toMatchObject({ code: /\S/, system: /\S/, display: /\S/ });
    for (const answers of [questions(true, false), questions(false, true), undefined])
      expect(
        other((await select([request()], ['ServiceRequest/o1'], answers && { answers })).body)?.suggestions[0]
          .actions[0].resource.code.coding[0].code,
      ).not.toBe('93015');
  });

  test('only what was selected is looked at', async () => {
    const wrong = { ...request('o2'), code: cpt('70553') };
    expect((await select([request(), wrong], ['ServiceRequest/o2'])).body.cards).toEqual([]);
  });
});

describe.each([
  ['1.1', { dispatchedOrders: ['ServiceRequest/o1'] }],
  ['1.0', { order: 'ServiceRequest/o1' }],
  ['a text for a list', { dispatchedOrders: 'ServiceRequest/o1' }],
  ['a list for a text', { order: ['ServiceRequest/o1'] }],
  [
    'another server’s way of saying it',
    { dispatchedOrders: ['https://ehr.example/r4/ServiceRequest/o1', { reference: 'ServiceRequest/o1' }] },
  ],
])('order-dispatch, context %s', (_, context) => {
  test('the order named gets the statement', async () => {
    const call = hookCall(
      'order-dispatch',
      { userId: undefined, performer: 'Practitioner/doctor', ...context },
      { prefetch: withOrders(request()) },
    );
    const { status, body } = await harness.call(call, 'order-dispatch-crd');
    expect(status).toBe(200);
    expect(targets(body)).toEqual(['ServiceRequest/o1']);
    expect(body.systemActions[0].resource).toEqual({
      ...request(),
      extension: statementsOn(body.systemActions[0].resource),
    });
  });
});

test('order-dispatch of orders nobody can read is 412, of none is no advice', async () => {
  const call = (context: Part) => harness.call(hookCall('order-dispatch', context), 'order-dispatch-crd');
  expect((await call({ dispatchedOrders: ['ServiceRequest/o1'] })).status).toBe(412);
  expect((await call({})).body).toEqual({ cards: [], systemActions: [] });
});

describe('appointment-book', () => {
  const visit = (more: Part = {}): Part => ({
    resourceType: 'Appointment',
    id: 'a1',
    status: 'proposed',
    start: '2026-06-20T09:00:00-04:00',
    end: '2026-06-20T10:00:00-04:00',
    participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
    ...more,
  });
  const book = (appointment: Part, version: string, prefetch: Part = withOrders(request())) =>
    harness.call(
      hookCall(
        'appointment-book',
        { userId: 'Patient/p1', appointments: drafts(appointment) },
        { ...asking(version), prefetch },
      ),
      'appointment-book-crd',
    );
  const based = { basedOn: [{ reference: 'ServiceRequest/o1' }] };

  test('the statement goes on the appointment in 2.0 and on its order in 2.2', async () => {
    expect(targets((await book(visit(based), '2.0')).body)).toEqual(['Appointment/a1']);
    expect(targets((await book(visit(based), '2.2')).body)).toEqual(['ServiceRequest/o1']);
  });

  test('the day being booked counts, not the one on the order', async () => {
    const late = visit({ ...based, start: '2027-02-01T09:00:00-05:00' });
    const answered = (await book(late, '2.2')).body;
    expect(said(first(answered), 'covered')).toEqual(['not-covered']);
    expect(said(first(answered), 'reason')[0].coding[0].code).toBe('no-active-coverage');
    expect(said(first((await book(visit(based), '2.2')).body), 'covered')).not.toEqual(['not-covered']);
  });

  test('of several visits of one order each is answered, on itself (2.0) or by the one that needs most (2.2)', async () => {
    const both = drafts(
      visit(based),
      visit({
        id: 'a2',
        start: '2027-02-01T09:00:00-05:00',
        basedOn: [...based.basedOn, { reference: 'ServiceRequest/o2' }],
      }),
    );
    const call = async (version: string) => {
      const more = { ...asking(version), prefetch: withOrders(request(), request('o2')) };
      const { status, body } = await harness.call(
        hookCall('appointment-book', { appointments: both }, more),
        'appointment-book-crd',
      );
      expect(status).toBe(200);
      return body.systemActions.map(({ resource }: Part) => [
        resource.id,
        ...statementsOn(resource).flatMap((one: Part) => said(one, 'covered')),
      ]);
    };
    const [own, later] = await call('2.0');
    expect(own).toEqual(['a1', expect.not.stringMatching('not-covered')]);
    expect(later).toEqual(['a2', 'not-covered', 'not-covered']);
    expect(await call('2.2')).toEqual([
      ['o1', 'not-covered'],
      ['o2', 'not-covered'],
    ]);
  });

  test('on one resource all statements of a coverage go under one assertion', async () => {
    const both = drafts(visit(based), visit({ ...based, id: 'a2', start: '2027-02-01T09:00:00-05:00' }));
    for (const version of ['2.0', '2.2']) {
      const more = { ...asking(version), prefetch: withOrders(request()) };
      const { body } = await harness.call(
        hookCall('appointment-book', { appointments: both }, more),
        'appointment-book-crd',
      );
      for (const { resource } of body.systemActions) {
        const ids = statementsOn(resource).flatMap((one: Part) => said(one, 'coverage-assertion-id'));
        expect(new Set(ids).size).toBe(1);
      }
    }
  });

  test('a cancelled visit is none', async () => {
    expect((await book(visit({ ...based, status: 'cancelled' }), '2.2')).body).toEqual({
      cards: [],
      systemActions: [],
    });
  });

  test.each(['2.0', '2.2'])('without an order the visit itself says what it is for (%s)', async (version) => {
    const { body } = await book(visit({ serviceType: [cpt('93351')] }), version, prefetchOf());
    expect(targets(body)).toEqual(['Appointment/a1']);
    expect((await book(visit(), version, prefetchOf())).body).toEqual({ cards: [], systemActions: [] });
  });
});
