import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeKeySets } from '../../shared/adapters/auth/key-sets.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { PUBLIC_URL } from '../support/endpoint-harness.ts';
import { client, EHR, type IdentityHarness, openIdentityHarness, SECONDS } from './identity-harness.ts';
import { claimsOf, makePair, type Pair, sign } from './signed.ts';

/** A key server that counts its requests, with configurable responses. */
let server: Server;
let url = '';
const web = { asked: 0, status: 200, body: '' as unknown, location: '' };
let pairs: readonly [Pair, Pair];
beforeAll(async () => {
  pairs = [await makePair('ES384', 'first'), await makePair('ES384', 'second')];
  server = createServer((_request, response) => {
    web.asked++;
    response.writeHead(web.status, web.location ? { location: web.location } : {});
    response.end(typeof web.body === 'string' ? web.body : JSON.stringify(web.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => void Object.assign(web, { asked: 0, status: 200, location: '', body: { keys: [pairs[0].open] } }));

describe('a key set at a URL', () => {
  const open = (privateOrigins: readonly string[] = [url]) => {
    const time = { now: 1_000_000 };
    const sets = makeKeySets(makeOutbound({ privateOrigins }), () => time.now);
    const kids = async (kid = 'first', origins: readonly string[] = [url]) =>
      (await sets.keysAt(`${url}/jwks`, origins, kid)).map((key) => key.kid);
    return { time, kids };
  };

  test('is asked for once, however many wait for it, and again after ten minutes', async () => {
    const { time, kids } = open();
    await Promise.all([kids(), kids(), kids()]);
    time.now += 599_000;
    await kids();
    expect(web.asked).toBe(1);
    time.now += 2_000;
    await kids();
    expect(web.asked).toBe(2);
  });

  test('may be a bare list, and may contain key types and members we ignore', async () => {
    web.body = [{ ...pairs[0].open, d: 'secret' }, { kty: 'OKP', kid: 'x' }, { kty: 'oct', kid: 'y', k: 'z' }, null];
    expect(await open().kids()).toEqual(['first']);
  });

  test.each([
    [{}, true],
    [{ use: 'sig' }, true],
    [{ use: 'sig', key_ops: ['verify'] }, true],
    [{ key_ops: ['sign', 'verify'] }, true],
    [{ use: 'enc' }, false],
    [{ use: '' }, false],
    [{ use: null }, false],
    [{ use: 'sig', key_ops: ['encrypt'] }, false],
    [{ use: 'enc', key_ops: ['verify'] }, false],
    [{ key_ops: ['sign'] }, false],
    [{ key_ops: [] }, false],
    [{ key_ops: 'verify' }, false],
  ])('a key of purpose %j checks signatures: %s', async (purpose, may) => {
    web.body = { keys: [{ ...pairs[0].open, ...purpose }] };
    expect(await open().kids()).toEqual(may ? ['first'] : []);
  });

  test('is fetched again for an unknown key, at most every half minute', async () => {
    const { time, kids } = open();
    await kids();
    web.body = { keys: pairs.map((pair) => pair.open) };
    expect(await kids('second')).toEqual(['first']);
    time.now += 30_000;
    expect(await kids('second')).toEqual(['first', 'second']);
    for (let call = 0; call < 20; call++) await kids('unheard-of');
    expect(web.asked).toBe(2);
  });

  test('stays valid while its server is down', async () => {
    const { time, kids } = open();
    await kids();
    web.status = 500;
    time.now += 700_000;
    expect(await kids()).toEqual(['first']);
  });

  test.each<readonly [string, Partial<typeof web>]>([
    ['away', { status: 500 }],
    ['sending us elsewhere', { status: 302, location: 'http://127.0.0.1:9/jwks' }],
    ['no JSON', { body: '<html>' }],
    ['endless', { body: ' '.repeat(100_001) }],
  ])('%s: none, and it is left alone for half a minute', async (_what, broken) => {
    const { time, kids } = open();
    Object.assign(web, broken);
    await expect(kids()).rejects.toThrow();
    await expect(kids()).rejects.toThrow();
    expect(web.asked).toBe(1);
    Object.assign(web, { status: 200, location: '', body: { keys: [pairs[0].open] } });
    time.now += 30_000;
    expect(await kids()).toEqual(['first']);
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['that no tenant lets us call', ['http://127.0.0.1:1'], ['http://127.0.0.1:*']],
    ['on this machine, where the deployer did not open it', [], []],
  ])('an address %s is not called', async (_what, origins, privateOrigins) => {
    await expect(open(privateOrigins).kids('first', origins.length ? origins : [url])).rejects.toThrow();
    expect(web.asked).toBe(0);
  });
});

describe('a client with a key set URL', () => {
  let harness: IdentityHarness;
  beforeEach(async () => {
    harness = await openIdentityHarness({ PRIVATE_ORIGINS: url });
    await harness.ports.clients.put(client(`${EHR}/2`, `${url}/jwks`, { use: 'cds-hooks', scopes: [] }));
  });
  afterEach(() => harness.close());
  const discover = async (more: Record<string, unknown> = {}) => {
    const claims = claimsOf(`${EHR}/2`, `${PUBLIC_URL}/cds-services`, SECONDS);
    const token = await sign({ header: { alg: 'ES384', kid: 'first', ...more }, claims, key: pairs[0].secret });
    return (await harness.ask({ method: 'GET', path: '/cds-services' }, token)).status;
  };
  const allow = async (...outbound: readonly string[]) =>
    harness.ports.settings.put({ ...(await harness.ports.settings.tenant('clinic'))!, outbound });

  test('is accepted if its tenant allows that URL, and may name it', async () => {
    await allow(url);
    expect([await discover(), await discover({ jku: `${url}/jwks` }), await discover({ jku: `${url}/other` })]).toEqual(
      [200, 200, 401],
    );
  });

  test('is refused if it does not, and no call is made', async () => {
    expect([await discover(), web.asked]).toEqual([401, 0]);
  });
});
