import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSimulation } from '../../shared/app/rule-packs/run-simulation.ts';
import { handleMessage } from '../../shared/handlers/events/handle-message.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import { onFile } from '../support/on-file.ts';
import { ecgRequired, openPackDesk, type PackDesk } from '../support/pack-desk.ts';

const ECGS = 60;
const at = (day: string) => ({ start: `2026-06-${day}T14:00:00.000Z`, codes: [] });

let desk: PackDesk;
beforeAll(async () => {
  desk = await openPackDesk();
  for (let n = 0; n < ECGS; n += 1) expect((await desk.assessEcg(`ecg-${n}`)).status).toBe(200);
  await desk.assess('echo');
  const items = await onFile(desk.ports, TENANT.id, 'ecg-7');
  const visit = { lastUpdated: NOW, answer: 'yes', checkedOn: items[0]!.determinationId, state: 'booked' } as const;
  const bookings = [
    { ...visit, appointment: 'over', date: '2026-05-20', slot: { start: '2026-05-20T14:00:00.000Z', codes: [] } },
    { ...visit, appointment: 'next', date: '2026-06-15', slot: at('15') },
    { ...visit, appointment: 'off', state: 'cancelled' as const, date: '2026-06-16', slot: at('16') },
  ];
  const { version } = items[0]!;
  await desk.ports.authorizations.commit({ ...items[0]!, version: version + 1, bookings }, version);
  for (const [version, from] of [
    ['1.0.0', '2026-05-01'],
    ['1.1.0', '2026-06-20'],
  ] as const)
    expect((await desk.call('author', 'POST', '/rules/packs', writePack(ecgRequired(version, from)))).status).toBe(201);
}, 120_000);
afterAll(() => desk.close());

const simulate = (version: string) => desk.step('author', version, 'simulate');
const told = async (version: string) =>
  (await desk.call('author', 'GET', `/rules/packs/own/${version}/simulation`)).body;
const drain = async () => {
  while (desk.queued.length) await handleMessage(desk.queued.shift()!, desk.harness);
};

describe('a simulation on the orders of a tenant', () => {
  test('is taken, goes on by itself, and tells what would change', async () => {
    const started = await simulate('1.0.0');
    expect([started.status, started.headers['content-location']]).toEqual([
      202,
      expect.stringMatching(/\/rules\/packs\/own\/1\.0\.0\/simulation$/),
    ]);
    expect(await told('1.0.0')).toMatchObject({ state: 'running', orders: 0, serviceFrom: '2026-03-03' });
    await drain();
    const done = await told('1.0.0');
    expect(done).toMatchObject({ state: 'done', orders: ECGS + 1, tests: ECGS + 1, unread: 0, atRiskCount: 1 });
    expect(Object.values(done.kinds)).toEqual([ECGS]);
    expect(done.flips[0]).toMatchObject({ source: 'north', why: ['authorization not required → required'] });
    expect(done.atRisk).toEqual([
      expect.objectContaining({
        orderId: 'ecg-7',
        serviceDate: '2026-06-15',
        from: 'yes',
        why: expect.arrayContaining(['Prior authorization is required for this test.']),
      }),
    ]);
    expect(done).not.toHaveProperty('cursor');
  });

  test('a pack of later days is tried on every order, and puts at risk only the visits of those days', async () => {
    await simulate('1.1.0');
    await drain();
    expect(await told('1.1.0')).toMatchObject({
      state: 'done',
      atRiskCount: 0,
      kinds: { [Object.keys((await told('1.0.0')).kinds)[0]!]: ECGS },
    });
  });

  test('changes nothing: no answer, no record, nothing active', async () => {
    const rows = async () => (await desk.scan()).filter((row) => /"pk":"T#clinic#(ORDER|ANSWER|RULEPACKS)/.test(row));
    const before = await rows();
    await simulate('1.0.0');
    await drain();
    expect(await rows()).toEqual(before);
  });

  test('stopped anywhere it is taken up where it was, and finds the same', async () => {
    const { version: _v, updatedAt: _u, started: _s, ...whole } = await told('1.0.0');
    const { rulePacks } = desk.ports;
    for (const when of ['before', 'after'] as const)
      for (const page of [1, 2]) {
        await simulate('1.0.0');
        let pages = 0;
        const dying = {
          ...desk.harness.ports,
          rulePacks: {
            ...rulePacks,
            keepSimulation: async (...asked: Parameters<typeof rulePacks.keepSimulation>) => {
              const dies = ++pages === page;
              if (dies && when === 'before') throw new Error('the process died');
              const kept = await rulePacks.keepSimulation(...asked);
              if (dies) throw new Error('the process died');
              return kept;
            },
          },
        };
        const pointer = desk.queued[0]!;
        await expect(handleMessage(pointer, { ...desk.harness, ports: dying })).rejects.toThrow('the process died');
        await drain();
        const { version: _version, updatedAt: _updated, started: _started, ...again } = await told('1.0.0');
        expect({ when, page, ...again }).toEqual({ when, page, ...whole });
      }
  });

  test('a part that dies before the next is queued is delivered again, and the rest goes on', async () => {
    const { version: _v, updatedAt: _u, started: _s, ...whole } = await told('1.0.0');
    const { clock, queue } = desk.harness.ports;
    let sent = 0;
    let elapsed = 0;
    const dying = {
      ...desk.harness.ports,
      // Each message has time for one page.
      clock: { ...clock, elapsedMs: () => (elapsed += 2_000) },
      queue: {
        ...queue,
        send: async (...asked: Parameters<typeof queue.send>) => {
          if (++sent === 1) throw new Error('the process died');
          await queue.send(...asked);
        },
      },
    };
    await simulate('1.0.0');
    const pointer = desk.queued.shift()!;
    await expect(handleMessage(pointer, { ...desk.harness, ports: dying })).rejects.toThrow('the process died');
    expect(await told('1.0.0')).toMatchObject({ state: 'running', orders: 50 });
    desk.queued.push(pointer);
    await drain();
    const { version: _version, updatedAt: _updated, started: _started, ...again } = await told('1.0.0');
    expect({ sent, ...again }).toEqual({ sent: 1, ...whole });
  });

  test('two runs at once count each order once', async () => {
    await simulate('1.1.0');
    desk.queued.length = 0;
    const { hash } = ecgRequired('1.1.0', '2026-06-20');
    const tenant = (await desk.ports.settings.tenant(TENANT.id))!;
    await Promise.all([runSimulation(tenant, hash, desk.ports), runSimulation(tenant, hash, desk.ports)]);
    expect(await told('1.1.0')).toMatchObject({ state: 'done', orders: ECGS + 1 });
  });

  test('whoever reads which orders it names is in the audit trail with them', async () => {
    await told('1.0.0');
    const { items } = await desk.ports.audit.find(TENANT.id, { agent: 'author', limit: 100 });
    const reading = ({ door, about, orders }: (typeof items)[number]) =>
      door === 'pack-simulation' && about === 'Rule pack own 1.0.0' && orders.length > 0;
    expect(items.find(reading)).toMatchObject({ patients: ['Patient/p1'] });
    expect(JSON.stringify(await told('1.0.0'))).not.toMatch(/Zzyzx|MBR-471182|1961-02-03/);
  });

  test('of a version nobody uploaded, or simulated, there is none', async () => {
    expect((await simulate('9.9.9')).status).toBe(404);
    expect((await desk.call('author', 'GET', '/rules/packs/own/9.9.9/simulation')).status).toBe(404);
  });
});
