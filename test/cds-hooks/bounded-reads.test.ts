import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BOUNDS } from '../../shared/core/model/bounds.ts';
import { chartOf, type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';
import {
  asking,
  draft,
  drafts,
  type HookHarness,
  hookCall,
  openReadingHarness,
  said,
  statementsOn,
} from './hook-harness.ts';

/** Searches a chart is read by, each up to five pages. */
const SEARCHES = 12;
const MOST_READS = BOUNDS.namedReads + BOUNDS.nearReads;
const many = (type: string, length = 1_500) => Array.from({ length }, (_, n) => ({ reference: `${type}/x${n}` }));

describe('while a clinician waits', () => {
  let ehr: EhrStub;
  let harness: HookHarness;
  beforeAll(async () => {
    ehr = await startEhrStub();
    harness = await openReadingHarness(ehr);
  });
  afterEach(() => ehr.forget());
  afterAll(async () => {
    ehr.close();
    await harness.close();
  });

  const call = (service: string, context: Part) => {
    ehr.charts.push(...orderMessage('o1').entry.map(({ resource }: Part) => resource));
    const more = { ...asking('2.2'), prefetch: undefined, fhirServer: ehr.base };
    return harness.call(hookCall(service, context, more), `${service}-crd`);
  };

  test('places beyond the bound are not read, and the card says so; the payer is', async () => {
    const order = draft((one) => Object.assign(one, { locationReference: many('Location') }));
    const { status, body } = await call('order-sign', { draftOrders: drafts(order) });
    expect(status).toBe(200);
    expect(ehr.asked.length).toBeLessThanOrEqual(MOST_READS + SEARCHES);
    expect(ehr.names()).toContain('Organization/payer');
    expect(body.cards[0].detail).toMatch(/Not read of the chart, so not known:\*\* .*Location/);
  });

  test('orders beyond the bound are not read, and are named in a card', async () => {
    const { body } = await call('order-dispatch', {
      dispatchedOrders: [{ reference: 'ServiceRequest/o1' }, ...many('ServiceRequest')].map((one) => one.reference),
      performer: 'Practitioner/doctor',
    });
    expect(ehr.asked.length).toBeLessThanOrEqual(MOST_READS + SEARCHES);
    expect(body.cards[0].summary).toMatch(/^Not checked: 1500 orders/);
  });

  test('evidence of more bytes than are read is unknown, never absent; what the answer needs is read', async () => {
    const huge = { resourceType: 'Bundle', type: 'searchset', entry: [], text: 'x'.repeat(BOUNDS.chartBytes) };
    ehr.moods.set('Observation', { is: 'says', body: huge });
    const { status, body } = await call('order-sign', { draftOrders: drafts(draft()) });
    expect(status).toBe(200);
    const [statement] = statementsOn(body.systemActions[0].resource);
    expect(said(statement, 'pa-needed')).toEqual(['auth-needed']);
    expect(body.cards[0].detail).toMatch(/Not read of the chart, so not known:\*\* .*Observation/);
  });
});

describe('with the access the tenant registered', () => {
  let harness: EhrHarness;
  beforeAll(async () => {
    harness = await openEhrHarness();
  });
  afterAll(() => harness.close());

  test.each(['locationReference', 'insurance'] as const)(
    'as many of %s are read, and the answer says which types were not',
    async (element) => {
      const id = `many-${element}`;
      const type = element === 'insurance' ? 'Coverage' : 'Location';
      const chart = chartOf(id);
      harness.stub.forget();
      harness.stub.charts.push(...chart);
      const order: Part = chart.find(({ resourceType }) => resourceType === 'ServiceRequest')!;
      order[element] = [...(order[element] ?? []), ...many(type, type === 'Coverage' ? BOUNDS.coverages - 1 : 1_500)];
      await harness.receive({ id, detail: { source: harness.source.id, reference: `ServiceRequest/${id}` } });
      expect(await harness.drain()).toEqual([]);
      expect(harness.stub.asked.length).toBeLessThanOrEqual(MOST_READS + 5 * SEARCHES);
      const record = await harness.record(id);
      expect(record?.payer).toBe('emblemhealth');
      const answer = await harness.ports.authorizations.answer(record!.tenant, record!.answerId);
      expect(answer?.answer.warnings.join()).toMatch(new RegExp(`did not show all of .*${type}`));
    },
  );
});
