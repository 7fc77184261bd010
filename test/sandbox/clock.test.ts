import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPublished } from '../../infra/local/published-events.ts';
import { moveClock } from '../../infra/local/sandbox/move-clock.ts';
import { clockFor, tenantInstant } from '../../shared/app/access/clock-for.ts';
import { type EndpointHarness, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
let movedTimes = 0;
const move = (input: object) =>
  moveClock(
    () => harness.harness,
    () => (movedTimes += 1),
  )({ Tenant: TENANT.id, ...input });
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const status = async () =>
  (await harness.ways.direct({ method: 'GET', path: '/r4/ServiceRequest/o1/$authorization-status' })).body;

beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

describe('the clock of a sandbox', () => {
  test('of a tenant that is none it cannot be moved, and stands in real time', async () => {
    await expect(move({ Hours: 24 })).rejects.toThrow('clinic is no sandbox');
    await expect(move({ Tenant: 'nobody', Hours: 24 })).rejects.toThrow('nobody is no sandbox');
    expect(tenantInstant(TENANT, NOW)).toBe(NOW);
    expect(clockFor(TENANT, harness.harness.ports.clock)).toBe(harness.harness.ports.clock);
  });

  test.each([{ Hours: -1 }, { Hours: 1.5 }, { Hours: 20_000 }, { Hours: '24' }, { Tenant: 3 }])(
    '%o is refused',
    async (input) => expect(move(input)).rejects.toThrow(/Needs Tenant/),
  );

  test('moves answers, decisions and deadlines, at once; deliveries and audit stay on real time', async () => {
    const { ports } = harness.harness;
    await ports.settings.put({ ...TENANT, testMode: {} });
    const period = ['Period', { start: '2026-06-01', end: '2026-06-20' }] as const;
    await post('/r4/ServiceRequest/$assess', orderMessage('o1'));
    await post(
      '/r4/ServiceRequest/o1/$record-decision',
      decisionMessage('approved', { number: ['String', 'A1'], period }),
    );
    expect((await status()).businessStatus.coding[0].code).toBe('approved');
    const moved = await move({ Hours: 22 * 24 });
    expect(moved).toMatchObject({ Today: '2026-06-23', HoursAhead: 528, Announced: 1 });
    expect(movedTimes).toBe(1);
    const after = await status();
    const [told] = (await ports.authorizations.load(TENANT.id, [{ source: 'north', orderId: 'o1' }], [])).records;
    expect(told?.history[0]).toMatchObject({ what: 'deadline-passed', at: '2026-06-23T15:00:00.000Z' });
    expect(after.meta.lastUpdated.slice(0, 10)).toBe('2026-06-23');
    await post('/r4/ServiceRequest/$assess', orderMessage('o2'));
    const { records } = await ports.authorizations.load(TENANT.id, [{ source: 'north', orderId: 'o2' }], []);
    expect(records[0]?.createdAt.slice(0, 10)).toBe('2026-06-23');
    const pending = await Promise.all(
      Array.from({ length: ports.outbox.shards }, (_, shard) => ports.outbox.pending(shard, 100)),
    );
    const queued = pending.flat().map(({ delivery }) => delivery.createdAt.slice(0, 10));
    expect(new Set(queued)).toEqual(new Set([NOW.slice(0, 10)]));
  });

  test('tells how far ahead it is, adds up, and goes back to real time', async () => {
    expect(await move({})).toMatchObject({ HoursAhead: 528, Announced: 0 });
    expect(await move({ Hours: 24 })).toMatchObject({ HoursAhead: 552 });
    expect(await move({ Reset: true })).toMatchObject({ HoursAhead: 0, Now: NOW });
  });
});

describe('events published here', () => {
  const event = (id: number) => ({ id: String(id), detail: {}, 'detail-type': 'X' }) as never;
  test('are read on from a position, and a listener that fell behind is told', () => {
    const { add, list } = keepPublished();
    expect(list({})).toEqual({ Events: [], Next: 0, Missed: 0 });
    for (let id = 0; id < 1_050; id++) add(event(id));
    expect(list({})).toEqual({ Events: [], Next: 1_050, Missed: 0 });
    expect(list({ After: 1_049 })).toEqual({ Events: [event(1_049)], Next: 1_050, Missed: 0 });
    const behind = list({ After: 10 }) as { Events: readonly { id: string }[]; Next: number; Missed: number };
    expect([behind.Events[0]?.id, behind.Events.length, behind.Next, behind.Missed]).toEqual(['50', 100, 150, 40]);
    expect(() => list({ After: -1 })).toThrow('After is a position');
  });
});
