import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditTrail } from '../../shared/app/ports/audit.ts';
import { type DoorHouse, openDoorHouse } from '../support/door-house.ts';
import { decisionMessage, orderMessage } from '../support/door-messages.ts';
import { type EventHouse, openEventHouse, TENANT } from '../support/event-house.ts';
import { POST_DOORS } from '../support/post-doors.ts';

const failing = (audit: AuditTrail) => ({
  ...audit,
  append: async () => {
    throw Object.assign(new Error('no room'), { name: 'ProvisionedThroughputExceededException' });
  },
});

describe('what cannot be noted is not answered', () => {
  let house: DoorHouse;
  let away = false;
  beforeEach(async () => {
    away = false;
    house = await openDoorHouse((one) => {
      const { audit } = one.ports;
      const append: AuditTrail['append'] = (...given) => (away ? failing(audit).append() : audit.append(...given));
      return { ...one, ports: { ...one.ports, audit: { ...audit, append } } };
    });
    await house.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('known') });
  });
  afterEach(() => house.close());

  const calls = [
    ...POST_DOORS.map(({ path, message }) => ['POST', path, message()] as const),
    ['GET', '/r4/ServiceRequest/known/$authorization-status', undefined] as const,
    ['GET', '/r4/Task?patient=p1', undefined] as const,
    ['GET', '/r4/AuditEvent?patient=p1', undefined] as const,
    ['GET', '/r4/Provenance?target=ServiceRequest/known', undefined] as const,
  ];
  test.each(calls)('%s %s: 503, and the same answer when it is asked again', async (method, path, body) => {
    away = true;
    const refused = await house.ways.direct({ method, path, body });
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(JSON.stringify(refused.body)).not.toContain('p1');
    away = false;
    expect((await house.ways.direct({ method, path, body })).status).toBe(200);
  });
});

describe('work nobody waits for', () => {
  let house: EventHouse;
  afterEach(() => house.close());
  const entries = async (patient: string) =>
    (await house.ports.audit.find(TENANT.id, { patient, limit: 50 })).items.map(({ who, door, action, orders }) => ({
      who: `${who.kind} ${who.name}`,
      door,
      action,
      order: orders[0]?.orderId,
    }));
  const send = (id: string) => house.receive({ detail: { source: TENANT.source, bundle: orderMessage(id) } });

  test('an order event and what the clock brings are noted, each with whose account it was on', async () => {
    house = await openEventHouse();
    await send('one');
    await house.drain();
    expect(await entries('p1')).toEqual([
      { who: `source ${TENANT.source}`, door: 'order-events', action: 'C', order: 'one' },
    ]);
  });

  test('an event that cannot be noted is not decided, and is once it can', async () => {
    house = await openEventHouse();
    const { audit } = house.ports;
    await send('two');
    Object.assign(house.house.ports, { audit: failing(audit) });
    const [pointer] = house.queue.sent;
    await house.drain();
    expect(await house.record('two')).toBeUndefined();
    Object.assign(house.house.ports, { audit });
    await house.deliver([JSON.stringify(pointer)]);
    expect((await house.record('two'))?.version).toBe(1);
    expect(await entries('p1')).toHaveLength(1);
  });
});

test('a longer time set by the tenant wins over the one of the deployment, a shorter one does not', async () => {
  for (const [auditYears, kept] of [
    [10, 10],
    [2, 7],
    [undefined, 7],
  ] as const) {
    const house = await openDoorHouse();
    const [tenant] = await house.ports.settings.tenants();
    const settings = await house.ports.settings.tenant(tenant ?? '');
    await house.ports.settings.put({ ...settings!, ...(auditYears ? { auditYears } : {}) });
    await house.ways.direct({
      method: 'POST',
      path: '/r4/ServiceRequest/known/$record-decision',
      body: decisionMessage('denied'),
    });
    const [item] = (await house.auditItems()).filter(({ sk }) => sk.startsWith('20260601'));
    const years = (item!.expiresAt - Date.parse(house.time.now) / 1000) / (366 * 86_400);
    expect(Math.round(years * 100) / 100).toBe(kept);
    await house.close();
  }
});
