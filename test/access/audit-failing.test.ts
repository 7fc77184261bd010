import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditTrail } from '../../shared/app/ports/access/audit.ts';
import { TENANT as CLINIC, type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage } from '../support/endpoint-messages.ts';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { onFile } from '../support/on-file.ts';
import { POST_ENDPOINTS } from '../support/post-endpoints.ts';

const failing = (audit: AuditTrail) => ({
  ...audit,
  append: async () => {
    throw Object.assign(new Error('no room'), { name: 'ProvisionedThroughputExceededException' });
  },
});

describe('a call that cannot be audited is not answered', () => {
  let harness: EndpointHarness;
  let away = false;
  beforeEach(async () => {
    away = false;
    harness = await openEndpointHarness((one) => {
      const { audit } = one.ports;
      const append: AuditTrail['append'] = (...given) => (away ? failing(audit).append() : audit.append(...given));
      return { ...one, ports: { ...one.ports, audit: { ...audit, append } } };
    });
    await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('known') });
  });
  afterEach(() => harness.close());

  const calls = [
    ...POST_ENDPOINTS.map(({ path, message }) => ['POST', path, message()] as const),
    ['GET', '/r4/ServiceRequest/known/$authorization-status', undefined] as const,
    ['GET', '/r4/Task?patient=p1', undefined] as const,
    ['GET', '/r4/AuditEvent?patient=p1', undefined] as const,
    ['GET', '/r4/Provenance?target=ServiceRequest/known', undefined] as const,
  ];
  test.each(calls)('%s %s: 503, and the same response on retry', async (method, path, body) => {
    away = true;
    const refused = await harness.ways.direct({ method, path, body });
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(JSON.stringify(refused.body)).not.toContain('p1');
    away = false;
    expect((await harness.ways.direct({ method, path, body })).status).toBe(200);
  });

  test('what was done before the trail failed stands in the history of the record, with who and when', async () => {
    const historyOf = async () => (await onFile(harness.ports, CLINIC.id, 'known')).flatMap(({ history }) => history);
    const before = await historyOf();
    away = true;
    const path = '/r4/ServiceRequest/known/$record-decision';
    const { status } = await harness.ways.direct({
      method: 'POST',
      path,
      body: decisionMessage('approved', { number: ['String', 'A-1'] }),
    });
    expect(status).toBe(503);
    const [newest, ...rest] = await historyOf();
    expect(rest).toEqual(before);
    expect(newest).toMatchObject({ by: 'record-decision', at: harness.time.now });
  });
});

describe('background work', () => {
  let harness: EventHarness;
  afterEach(() => harness.close());
  const entries = async (patient: string) =>
    (await harness.ports.audit.find(TENANT.id, { patient, limit: 50 })).items.map(({ who, door, action, orders }) => ({
      who: `${who.kind} ${who.name}`,
      door,
      action,
      order: orders[0]?.orderId,
    }));
  const send = (id: string) => harness.receive({ detail: { source: TENANT.source, bundle: orderMessage(id) } });

  test('an order event and scheduled work are audited, each with its agent', async () => {
    harness = await openEventHarness();
    await send('one');
    await harness.drain();
    expect(await entries('p1')).toEqual([
      { who: `source ${TENANT.source}`, door: 'order-events', action: 'C', order: 'one' },
    ]);
  });

  test('an event that cannot be audited is not processed until it can', async () => {
    harness = await openEventHarness();
    const { audit } = harness.ports;
    await send('two');
    Object.assign(harness.harness.ports, { audit: failing(audit) });
    const [pointer] = harness.queue.sent;
    await harness.drain();
    expect(await harness.record('two')).toBeUndefined();
    Object.assign(harness.harness.ports, { audit });
    await harness.deliver([JSON.stringify(pointer)]);
    expect((await harness.record('two'))?.version).toBe(1);
    expect(await entries('p1')).toHaveLength(1);
  });
});

test('a longer retention set by the tenant overrides the deployment’s, a shorter one does not', async () => {
  for (const [auditYears, kept] of [
    [10, 10],
    [2, 7],
    [undefined, 7],
  ] as const) {
    const harness = await openEndpointHarness();
    const [tenant] = await harness.ports.settings.tenants();
    const settings = await harness.ports.settings.tenant(tenant ?? '');
    await harness.ports.settings.put({ ...settings!, ...(auditYears ? { auditYears } : {}) });
    await harness.ways.direct({
      method: 'POST',
      path: '/r4/ServiceRequest/known/$record-decision',
      body: decisionMessage('denied'),
    });
    const [item] = (await harness.auditItems()).filter(({ sk }) => sk.startsWith('20260601'));
    const years = (item!.expiresAt - Date.parse(harness.time.now) / 1000) / (366 * 86_400);
    expect(Math.round(years * 100) / 100).toBe(kept);
    await harness.close();
  }
});
