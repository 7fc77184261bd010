import { afterAll, beforeAll, expect, test } from 'vitest';
import { notedChannels } from '../../shared/adapters/payers/noted-channels.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { PayerEndpoint } from '../../shared/app/ports/payer-endpoint.ts';
import { channelHealthOf } from '../../shared/app/search/channel-health.ts';
import type { PayerResponse } from '../../shared/core/submission/payer-response.ts';
import { openTestStores } from '../support/embedded-store.ts';

let table: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  table = await openTestStores({});
});
afterAll(() => table.close());

const ANSWERED: PayerResponse = { is: 'answered', traces: [], items: [], notes: [] };
const SILENT: PayerResponse = { is: 'silent', why: 'late: Zzyzx was not found' };

/** A channel that says what a test has it say, noted in the table. */
const channel = (tenant: string, health = table.stores.channelHealth) => {
  const time = { now: Date.parse('2026-06-01T15:00:00.000Z') };
  const logged: string[] = [];
  const write = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const exchange = async (response: PayerResponse, sent = 'ISA*') => {
    const noted = notedChannels(
      { exchange: async () => ({ sent, response }) },
      { channelHealth: health, log: { info: write, warn: write, error: write }, now: () => time.now },
    );
    const asked = { address: { kind: 'x12-278', version: '005010X217', endpoint: 'house' } };
    const done = await noted.exchange(tenant, asked as Parameters<typeof noted.exchange>[1]);
    time.now += 60_000;
    return done;
  };
  return { exchange, logged };
};

test('counts exchanges, and failures since the last answer, with when and why in a word', async () => {
  const { exchange, logged } = channel('counted');
  await exchange(ANSWERED);
  await exchange(SILENT);
  await exchange(SILENT);
  expect(await table.stores.channelHealth.list('counted')).toMatchObject([
    {
      endpoint: 'house',
      kind: 'x12-278',
      exchanges: 3,
      failures: 2,
      lastSuccess: '2026-06-01T15:00:00.000Z',
      lastFailure: '2026-06-01T15:02:00.000Z',
      problem: 'late',
    },
  ]);
  await exchange({ is: 'rejected', rejections: [{ code: '41', followUp: 'stop', says: 'no' }] });
  expect(await table.stores.channelHealth.list('counted')).toMatchObject([{ exchanges: 4, failures: 0 }]);
  expect(logged.join()).not.toContain('Zzyzx');
  expect(logged).toHaveLength(4);
});

test('what never left says nothing of the payer', async () => {
  const { exchange, logged } = channel('unsent');
  await exchange({ is: 'rejected', rejections: [] }, '');
  expect([await table.stores.channelHealth.list('unsent'), logged]).toEqual([[], []]);
});

test('an exchange does not fail because it cannot be noted', async () => {
  const away = { note: () => Promise.reject(new Error('away')), list: () => Promise.resolve([]) };
  const { exchange, logged } = channel('away', away);
  expect((await exchange(ANSWERED)).response).toEqual(ANSWERED);
  expect(logged.join()).toContain('channel-not-noted');
});

test('every endpoint of the settings is told of, the one that was never used and the one that rests too', async () => {
  const { exchange } = channel('told');
  await exchange(SILENT);
  const house: PayerEndpoint = {
    kind: 'x12-278',
    name: 'house',
    url: 'https://house.example/core',
    envelope: 'vC2.2.0',
    sender: { qualifier: 'ZZ', id: 'US' },
    receiver: { qualifier: 'ZZ', id: 'THEM' },
    submitterId: '1',
    usage: 'T',
  };
  const endpoints: readonly PayerEndpoint[] = [
    house,
    { kind: 'fhir-pas', name: 'unused', base: 'https://payer.example/fhir' },
  ];
  const told = () => channelHealthOf({ id: tenantId('told'), payerEndpoints: endpoints }, table.stores);
  expect(await told()).toMatchObject([
    { endpoint: 'house', failures: 1, problem: 'late' },
    { endpoint: 'unused', exchanges: 0, failures: 0 },
  ]);
  const openUntil = Date.now() + 30_000;
  await table.stores.breakers.write('https://house.example', { openUntil, pauseMs: 60_000, version: 1 }, 0);
  const [first, unused] = await told();
  expect([first?.restsUntil, unused]).toEqual([
    new Date(openUntil).toISOString(),
    { endpoint: 'unused', kind: 'fhir-pas', exchanges: 0, failures: 0 },
  ]);
  await table.stores.breakers.write('https://house.example', { openUntil: 0, pauseMs: 0, version: 2 }, 1);
  expect((await told())[0]).not.toHaveProperty('restsUntil');
  const [gone] = await channelHealthOf({ id: tenantId('told'), payerEndpoints: [] }, table.stores);
  expect(gone).toMatchObject({ endpoint: 'house', exchanges: 1 });
});
