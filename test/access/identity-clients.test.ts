import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClientStore } from '../../shared/adapters/dynamodb/access/client-store.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { readClient, writeClient } from '../../shared/lambda/auth/read-client.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';
import { client } from './identity-harness.ts';
import { makePair } from './signed.ts';

const { open: key, secret } = await makePair('ES384', 'k1');

describe.each(STORE_ENGINES)('clients on $name', ({ open }) => {
  let harness: TestStores;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  test('an id belongs to one tenant and to one use', async () => {
    const { clients } = harness.stores;
    await clients.put(client('lab', [key]));
    await clients.put(client('lab', 'https://ehr.example/jwks', { use: 'cds-hooks', tenant: tenantId('rival') }));
    await expect(clients.put(client('lab', [key], { tenant: tenantId('rival') }))).rejects.toThrow('another tenant');
    expect(await clients.find('smart', 'lab')).toEqual(client('lab', [key]));
    expect((await clients.find('cds-hooks', 'lab'))?.tenant).toBe('rival');
    expect((await clients.list(tenantId('clinic'))).map(({ use }) => use)).toEqual(['smart']);
    expect((await clients.list(tenantId('rival'))).map(({ use }) => use)).toEqual(['cds-hooks']);
  });

  test('a change or removal elsewhere takes effect after a minute', async () => {
    const time = { now: 0 };
    const here = makeClientStore(harness.table, () => time.now);
    await harness.stores.clients.put(client('gone', [key]));
    expect((await here.find('smart', 'gone'))?.scopes).toEqual(['system/*.cruds']);
    await harness.stores.clients.remove('smart', 'gone');
    expect(await here.find('smart', 'gone')).toBeDefined();
    time.now = 60_000;
    expect(await here.find('smart', 'gone')).toBeUndefined();
    expect((await harness.stores.clients.list(tenantId('clinic'))).map(({ id }) => id)).not.toContain('gone');
  });

  test('a jti is accepted once per client, whichever other client used it', async () => {
    const claim = (id: string, tenant = 'clinic') =>
      harness.stores.nonces.claim(client(id, [], { tenant: tenantId(tenant) }), 'j', 2_000_000_000);
    expect([await claim('a'), await claim('a'), await claim('b'), await claim('a', 'rival')]).toEqual([
      'new',
      'seen',
      'new',
      'new',
    ]);
  });
});

describe('a client registration', () => {
  const outboundOf = async (tenant: string) => (tenant === 'clinic' ? ['https://ehr.example'] : undefined);
  const smart = {
    tenant: 'clinic',
    use: 'smart',
    id: 'lab',
    name: 'Lab',
    jwks: { keys: [key] },
    scopes: ['system/Task.rs'],
  };
  const ehr = {
    tenant: 'clinic',
    use: 'cds-hooks',
    id: 'https://ehr.example/fhir',
    name: 'EHR',
    jwksUrl: 'https://ehr.example/jwks',
  };

  test.each([
    ['keys in a set', smart, smart],
    ['keys in a bare list', { ...smart, jwks: [key] }, smart],
    [
      'keys at an address',
      { ...ehr, algorithms: ['RS256'], longestLifeSeconds: 86_400 },
      { ...ehr, algorithms: ['RS256'], longestLifeSeconds: 86_400, scopes: [] },
    ],
  ])('%s: comes back as it was', async (_what, written, shown) => {
    const read = await readClient(written, outboundOf);
    expect(read.ok && writeClient(read.value)).toEqual(shown);
  });

  test.each<readonly [string, object, string]>([
    ['no such tenant', { ...smart, tenant: 'nobody' }, 'tenant'],
    ['no keys', { ...smart, jwks: undefined }, 'jwks'],
    ['keys twice', { ...ehr, jwks: { keys: [key] } }, 'jwks'],
    ['a set without a key of ours', { ...smart, jwks: { keys: [{ kty: 'oct', kid: 'x' }] } }, 'jwks'],
    ['a key without a name', { ...smart, jwks: [{ ...key, kid: undefined }] }, 'jwks'],
    ['a private key', { ...smart, jwks: [secret.export({ format: 'jwk' })] }, 'jwks'],
    ['keys where the tenant lets nobody call', { ...ehr, jwksUrl: 'https://keys.example/jwks' }, 'jwksUrl'],
    ['a client without scopes', { ...smart, scopes: [] }, 'scopes'],
    ['a scope of a user', { ...smart, scopes: ['user/*.rs'] }, 'scopes.0'],
    ['an algorithm with a shared secret', { ...ehr, algorithms: ['HS256'] }, 'algorithms.0'],
    ['no algorithm at all', { ...ehr, algorithms: [] }, 'algorithms'],
    ['a life of more than a day', { ...ehr, longestLifeSeconds: 86_401 }, 'longestLifeSeconds'],
    ['a word nobody knows', { ...smart, secret: 'hush' }, 'secret'],
  ])('%s: refused, and named', async (_what, written, expression) => {
    const read = await readClient(written, outboundOf);
    expect(read.ok ? [] : read.problems.map((one) => one.expression)).toContain(expression);
  });
});
