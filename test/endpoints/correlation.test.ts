import { afterEach, beforeEach, expect, test } from 'vitest';
import { handlers } from '../../functions/fhir-api/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { chartOf, type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { eventOf } from '../support/endpoint-harness.ts';
import { TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

let harness: EhrHarness;
beforeEach(async () => {
  harness = await openEhrHarness();
  Object.assign(harness.harness.config, { AUTH: 'open' });
});
afterEach(() => harness.close());

const call = async (path: string, body: object, headers: Readonly<Record<string, string>>) => {
  const handler = httpEntry(handlers, () => harness.harness);
  const answered = await handler(eventOf({ method: 'POST', path, body, headers }), lambdaContext('fhir-api'));
  expect(answered.statusCode, answered.body).toBe(200);
  return answered.headers?.['x-correlation-id'];
};
/** Types and ids of what was published. */
const followed = async () => {
  await harness.drain();
  await harness.relay();
  return harness.published.splice(0).map(({ type, detail }) => [type, detail.correlationId]);
};

test('a caller finds the id of his call in the events it brought about, and in the log', async () => {
  const headers = { 'x-correlation-id': 'call-7' };
  expect(await call('/r4/ServiceRequest/$assess', orderBundle('called'), headers)).toBe('call-7');
  expect(await followed()).toEqual([
    ['StressTestAssessed', 'call-7'],
    ['AuthorizationChanged', 'call-7'],
  ]);
  expect(harness.logged.filter((line) => line.includes('call-7')).map((line) => JSON.parse(line).event)).toEqual([
    'answered',
    'decision-announced',
  ]);
  const parameter = [{ name: 'decision', valueCode: 'denied' }];
  const path = '/r4/ServiceRequest/called/$record-decision';
  await call(path, { resourceType: 'Parameters', parameter }, { 'x-correlation-id': 'call-8' });
  expect(new Set((await followed()).map(([, id]) => id))).toEqual(new Set(['call-8']));
});

test('an id that is none is not passed on; the request has one of its own', async () => {
  const headers = { 'x-correlation-id': 'Robin Sample, 1968' };
  expect(await call('/r4/ServiceRequest/$assess', orderBundle('odd'), headers)).toBe('request-1');
  expect(JSON.stringify([await followed(), harness.logged])).not.toContain('Robin');
});

test('an event of the bus is followed by its own id', async () => {
  await harness.receive({ id: 'bus-9', detail: { source: TENANT.source, bundle: orderBundle('bus') } });
  expect((await followed()).map(([, id]) => id)).toEqual(['bus-9', 'bus-9']);
});

test('so is a notification, by the id its sender gave the delivery', async () => {
  harness.stub.charts.push(...chartOf('hooked'));
  const order = harness.stub.charts.find(({ resourceType }) => resourceType === 'ServiceRequest')!;
  const path = `/events/${TENANT.source}/ServiceRequest/hooked`;
  const headers = { 'x-correlation-id': 'hook-3' };
  await harness.deliverHook({ method: 'PUT', path, body: order, headers });
  expect((await followed()).map(([, id]) => id)).toEqual(['hook-3', 'hook-3']);
});
