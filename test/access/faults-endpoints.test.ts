import { describe, expect, test } from 'vitest';
import { handlers as hookDoors } from '../../functions/cds-hooks/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { relayOutbox } from '../../shared/app/outbox/relay-outbox.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { signCall } from '../cds-hooks/hook-harness.ts';
import { type Ask, eventOf, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { answersMessage, decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { POST_ENDPOINTS } from '../support/post-endpoints.ts';
import { makeOutage, type Outage } from '../support/table-outage.ts';

interface Answer {
  readonly status: number;
  readonly retryAfter: unknown;
  readonly text: string;
}

/** A harness whose table can fail at any call, with one order on file. */
const openFaultyHarness = async () => {
  const outage = makeOutage();
  const harness = await openEndpointHarness(
    (one) => ({ ...one, ports: { ...one.ports, events: { publish: async () => undefined } } }),
    outage.prepare,
  );
  const hooks = httpEntry(hookDoors, () => harness.harness);
  const send = async (ask: Ask): Promise<Answer> => {
    const isHook = ask.path.startsWith('/cds-services');
    const { statusCode, headers, body } = await (isHook ? hooks : harness.handler)(eventOf(ask), lambdaContext('all'));
    return { status: statusCode, retryAfter: headers?.['retry-after'], text: body };
  };
  await send({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('known') });
  await relayOutbox(harness.ports);
  return {
    ...harness,
    outage,
    send,
    /** However a call ended, its entry is its caller's, under the caller's name. */
    close: async (): Promise<void> => {
      outage.expect(0);
      const entries = (await harness.auditItems()).filter(({ access }) => access);
      expect(entries.length).toBeGreaterThan(0);
      for (const { access } of entries) expect(access).toMatchObject({ tenant: TENANT.id, who: { name: 'open' } });
      await harness.close();
    },
    /** The table after all deliveries, except what a hook queued in the inbox for lack of time. */
    rest: async (): Promise<readonly string[]> => {
      outage.expect(0);
      for (let more = 1; more > 0; ) more = await relayOutbox(harness.ports);
      const items = (await harness.scan()).filter((item) => !/"pk":"[^"]*INBOX/.test(item));
      return items.map((item) => item.replace(/"(?:writeId|mark)":"[^"]*",?/g, '')).sort();
    },
  };
};

const post = (path: string, body: Part): Ask => ({ method: 'POST', path, body });
const parameters = (...parameter: readonly Part[]): Part => ({ resourceType: 'Parameters', parameter });
const instance = 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea';
const feedback = { card: instance, outcome: 'accepted', outcomeTimestamp: '2026-06-01T15:00:00Z' };
const assess = post('/r4/ServiceRequest/$assess', orderMessage('new'));
const decide = post(
  '/r4/ServiceRequest/known/$record-decision',
  decisionMessage('approved', { number: ['String', 'A'] }),
);

const WRITING: readonly (readonly [string, Ask])[] = [
  ['$assess of a new order', assess],
  [
    '$assess of a changed order',
    post(
      '/r4/ServiceRequest/$assess',
      orderMessage('known', (order) => {
        order.occurrenceDateTime = '2026-06-20';
      }),
    ),
  ],
  ['$submit', post('/r4/CoverageEligibilityRequest/$submit', POST_ENDPOINTS[1].message())],
  ['$record-decision', decide],
  ['$answer', post('/r4/ServiceRequest/known/$answer', answersMessage({ canExercise: { valueBoolean: false } }))],
  ['$follow-up', post('/r4/ServiceRequest/known/$follow-up', parameters({ name: 'note', valueString: 'Called.' }))],
  [
    '$prepare-request',
    post('/r4/ServiceRequest/known/$prepare-request', parameters({ name: 'note', valueString: 'A word.' })),
  ],
  ['order-sign', post('/cds-services/order-sign-crd', signCall({ hookInstance: instance }))],
  ['feedback', post('/cds-services/order-sign-crd/feedback', { feedback: [feedback] })],
];
const READING: readonly (readonly [string, Ask])[] = [
  ...POST_ENDPOINTS.filter(({ stores }) => !stores).map(
    ({ name, path, message }) => [name, post(path, message())] as const,
  ),
  ['status', { method: 'GET', path: '/r4/ServiceRequest/known/$authorization-status' }],
  ['Task search', { method: 'GET', path: '/r4/Task?patient=p1' }],
  ['answer search', { method: 'GET', path: '/r4/CoverageEligibilityResponse?patient=p1' }],
  ['the list of a day', { method: 'GET', path: '/r4/$worklist?date=2026-06-15' }],
  ['requests', { method: 'GET', path: '/r4/ServiceRequest/known/$requests' }],
  ['channel map', { method: 'GET', path: '/r4/$channel-map?date=2026-06-15' }],
  ['audit search', { method: 'GET', path: '/r4/AuditEvent?agent=nobody' }],
  ['Provenance', { method: 'GET', path: '/r4/Provenance?target=ServiceRequest/known' }],
];

const refusedForNow = { status: 503, retryAfter: '1', text: expect.stringContaining('"code":"transient"') };

describe.each(WRITING)('%s', (_, ask) => {
  const isHook = ask.path.startsWith('/cds-services');
  test.each<Outage>(['before', 'after'])(
    'whichever table call fails (%s it is done): 503, and a retry ends the same',
    async (how) => {
      const whole = await openFaultyHarness();
      whole.outage.expect(0, how);
      const answer = await whole.send(ask);
      const places = whole.outage.places();
      const rest = await whole.rest();
      await whole.close();
      expect(answer.status).toBe(200);
      expect(places.length).toBeGreaterThan(0);
      let refused = 0;
      for (const at of places) {
        const harness = await openFaultyHarness();
        harness.outage.expect(at, how);
        const first = await harness.send(ask);
        if (first.status === 503) expect(first).toEqual(refusedForNow);
        // A clinician is waiting: if lookups fail, a hook says so in its answer.
        else if (!isHook) expect(first).toEqual(answer);
        refused += first.text === answer.text ? 0 : 1;
        harness.outage.expect(0);
        const again = await harness.send(ask);
        expect({ at, ...again }).toEqual({ at, ...answer });
        expect({ at, rest: await harness.rest() }).toEqual({ at, rest });
        await harness.close();
      }
      expect(refused).toBeGreaterThan(0);
    },
    60_000,
  );
});

test('under an Idempotency-Key too, whichever call fails; the key is free again at once or after the lease', async () => {
  const ask = { ...assess, headers: { 'idempotency-key': 'k' } };
  const whole = await openFaultyHarness();
  whole.outage.expect(0);
  const { text } = await whole.send(ask);
  const places = whole.outage.places();
  await whole.close();
  const later = '2026-06-01T15:00:11.000Z';
  for (const how of ['before', 'after'] as const)
    for (const at of places) {
      const harness = await openFaultyHarness();
      harness.outage.expect(at, how);
      const first = await harness.send(ask);
      if (first.status === 503) expect(first).toEqual(refusedForNow);
      harness.outage.expect(0);
      const { now } = harness.time;
      harness.time.now = later;
      const again = await harness.send(ask);
      expect({ at, how, text: again.text.replaceAll(later, now) }).toEqual({ at, how, text });
      expect(await harness.send(ask)).toMatchObject({ text: again.text });
      const order = { source: 'north', orderId: 'new' };
      expect((await harness.ports.authorizations.load(tenantId('clinic'), [order], [])).records[0]?.version).toBe(1);
      await harness.close();
    }
}, 60_000);

test.each(READING)('%s: 503 whichever table call fails, then the answer', async (_, ask) => {
  const harness = await openFaultyHarness();
  harness.outage.expect(0);
  const answer = await harness.send(ask);
  const places = harness.outage.places();
  expect(answer.status).toBe(200);
  for (const at of places) {
    harness.outage.expect(at);
    expect({ at, ...(await harness.send(ask)) }).toEqual({ at, ...refusedForNow });
    expect(await harness.send(ask)).toEqual(answer);
  }
  await harness.close();
});

test('a table that never processes a batch: 503 in time, nothing half done, and the same answer once it does', async () => {
  const whole = await openFaultyHarness();
  const answer = await whole.send(assess);
  const rest = await whole.rest();
  await whole.close();
  const harness = await openFaultyHarness();
  const before = await harness.rest();
  harness.outage.leaveBatchesUndone(true);
  expect(await harness.send(assess)).toEqual(refusedForNow);
  expect(await harness.scan()).toHaveLength(before.length);
  harness.outage.leaveBatchesUndone(false);
  expect(await harness.send(assess)).toEqual(answer);
  expect(await harness.rest()).toEqual(rest);
  await harness.close();
}, 30_000);
