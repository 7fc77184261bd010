import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess } from '../../functions/fhir-api/assess.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

const TIMES = 50;
/** Different contents: every one that wins makes all others decide again. */
const VERSIONS = 12;
const PATIENCE_MS = 60_000;
const { source } = TENANT;

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());

const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

const publishedOf = async (orderId: string) => {
  await harness.relay();
  return harness.published.filter(({ detail }) => detail.order === `ServiceRequest/${orderId}`);
};

/** One record at its first version, announced once, with one line of history. */
const expectOneRecord = async (orderId: string) => {
  const record = (await harness.record(orderId))!;
  expect(record).toMatchObject({ version: 1, codes: ['93351'], payer: 'emblemhealth' });
  expect(record.history).toHaveLength(1);
  expect((await publishedOf(orderId)).map(({ type }) => type)).toEqual(['StressTestAssessed', 'AuthorizationChanged']);
  expect(await harness.ports.authorizations.history(TENANT.id, { source, orderId })).toHaveLength(1);
};

test(
  `${TIMES} events with one order, consumed at once`,
  async () => {
    const bundle = orderBundle('race-events');
    await times(TIMES, (n) => harness.receive({ id: `race-${n}`, detail: { source, bundle } }));
    const pointers = harness.queue.sent.splice(0).map((pointer) => JSON.stringify(pointer));
    expect(pointers).toHaveLength(TIMES);
    const results = await Promise.all(pointers.map((pointer) => harness.deliver([pointer])));
    expect(results.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    await expectOneRecord('race-events');
  },
  PATIENCE_MS,
);

test(
  `one event delivered ${TIMES} times at once, through receiver and consumer`,
  async () => {
    const bundle = orderBundle('race-deliveries');
    await times(TIMES, () => harness.receive({ id: 'race-one', detail: { source, bundle } }));
    const pointers = harness.queue.sent.splice(0).map((pointer) => JSON.stringify(pointer));
    expect(new Set(pointers).size).toBe(1);
    const results = await Promise.all(pointers.map((pointer) => harness.deliver([pointer])));
    expect(results.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    await expectOneRecord('race-deliveries');
  },
  PATIENCE_MS,
);

test(
  `${TIMES} calls of $assess with one order at once, all answered alike`,
  async () => {
    const request = requestTo('assess', {}, orderBundle('race-calls'));
    const replies = await times(TIMES, () => assess(request, harness.harness));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    await expectOneRecord('race-calls');
  },
  PATIENCE_MS,
);

test(
  `${VERSIONS} versions of one order at once: the latest one stands`,
  async () => {
    const at = (n: number) => new Date(Date.UTC(2026, 10, 25, 10, n)).toISOString();
    const version = (n: number) =>
      orderBundle('race-versions', (order) => {
        order.meta = { versionId: String(n), lastUpdated: at(n) };
        order.occurrenceDateTime = `2026-12-${String(1 + n).padStart(2, '0')}`;
      });
    await times(VERSIONS, (n) => harness.receive({ id: `version-${n}`, detail: { source, bundle: version(n) } }));
    const pointers = harness.queue.sent.splice(0).map((pointer) => JSON.stringify(pointer));
    const results = await Promise.all(pointers.map((pointer) => harness.deliver([pointer])));
    expect(results.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    const record = (await harness.record('race-versions'))!;
    expect(record).toMatchObject({ orderVersion: String(VERSIONS - 1), serviceDate: '2026-12-12' });
    const announced = (await publishedOf('race-versions')).filter(({ type }) => type === 'StressTestAssessed');
    expect(announced.map(({ detail }) => detail.recordVersion).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: record.version }, (_, n) => n + 1),
    );
  },
  PATIENCE_MS,
);
