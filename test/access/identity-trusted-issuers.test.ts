import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTokens } from '../../shared/adapters/auth/make-tokens.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { readIssuers } from '../../shared/lambda/auth/read-issuers.ts';
import { BASE, type IdentityHarness, openIdentityHarness, SECONDS } from './identity-harness.ts';
import { FAULTS, makePair, type Pair, type Parts, sign } from './signed.ts';

const POOL = 'https://login.example/pool-1';
let harness: IdentityHarness;
let server: Server;
let jwks = '';
let pair: Pair;
beforeAll(async () => {
  pair = await makePair('RS384', 'pool-key');
  harness = await openIdentityHarness();
  server = createServer((_request, response) => response.end(JSON.stringify({ keys: [pair.open] }))).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => server.once('listening', resolve));
  jwks = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
});
afterAll(async () => {
  server.close();
  await harness.close();
});

type Trusted = Parameters<typeof makeTokens>[0]['trusted'][number];
const open = (trusted: Partial<Trusted>) =>
  makeTokens(
    { base: BASE, secrets: ['unused'], trusted: [{ issuer: POOL, jwks, ...trusted }] },
    harness.ports,
    makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] }),
  );
const token = (claims: Parts['claims'], header: Parts['header'] = {}) => ({
  header: { alg: 'RS256', kid: 'pool-key', ...header },
  claims: { iss: POOL, iat: SECONDS, exp: SECONDS + 3_600, scope: 'system/Task.rs', ...claims },
  key: pair.secret,
});

describe('a trusted issuer', () => {
  test('with an audience, and a claim with the tenant', async () => {
    const { access } = open({ audience: BASE, tenantClaim: 'org' });
    const sound = { aud: BASE, org: 'clinic', azp: 'their-app' };
    expect(await access(await sign(token(sound)))).toEqual({
      ok: true,
      value: { tenant: 'clinic', client: 'their-app', scopes: ['system/Task.rs'] },
    });
    for (const wrong of [{ aud: 'https://other.example' }, { org: undefined }, { org: '' }, { azp: undefined }])
      expect(await access(await sign(token({ ...sound, ...wrong }))), JSON.stringify(wrong)).toMatchObject({
        ok: false,
      });
  });

  test('like Cognito: no audience, the client id gives the tenant', async () => {
    const { access } = open({ clients: { 'client-of-clinic': 'clinic' } });
    const grant = await access(await sign(token({ client_id: 'client-of-clinic', sub: 'client-of-clinic' })));
    expect(grant).toMatchObject({ ok: true, value: { tenant: 'clinic', client: 'client-of-clinic' } });
    for (const client_id of ['client-of-another', 'constructor', undefined])
      expect(await access(await sign(token({ client_id })))).toMatchObject({ ok: false });
  });

  test('with both, an unlisted client is refused whatever tenant it claims', async () => {
    const { access } = open({ audience: BASE, tenantClaim: 'org', clients: { 'their-app': 'unused' } });
    const of = async (azp: string) => access(await sign(token({ aud: BASE, org: 'rival', azp })));
    expect([(await of('their-app')).ok, (await of('other-app')).ok]).toEqual([true, false]);
  });

  test('a list of scopes in scp is read too', async () => {
    const { access } = open({ clients: { a: 'clinic' } });
    const given = { client_id: 'a', scope: undefined, scp: ['system/Claim.r', 7] };
    expect(await access(await sign(token(given)))).toMatchObject({ value: { scopes: ['system/Claim.r'] } });
  });

  const LIFETIME_OF_ISSUER = /valid too long/;
  test.each(FAULTS.filter(([name]) => !LIFETIME_OF_ISSUER.test(name)))('refuses a token: %s', async (_name, spoil) => {
    const { access } = open({ audience: BASE, tenantClaim: 'org' });
    const sound = token({ aud: BASE, org: 'clinic', azp: 'their-app', exp: SECONDS + 300 });
    const result = await access(await sign(spoil(sound, { pair, stranger: harness.pairs.rsa })));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'login' }] });
  });

  test('no token of an issuer that is not on the list', async () => {
    const { access } = open({ issuer: 'https://login.example/pool-2', clients: { a: 'clinic' } });
    expect(await access(await sign(token({ client_id: 'a' })))).toMatchObject({ ok: false });
  });

  test('its token is cached only until it expires', async () => {
    const { access } = open({ clients: { a: 'clinic' } });
    const text = await sign(token({ client_id: 'a', exp: SECONDS + 60 }));
    expect((await access(text)).ok).toBe(true);
    harness.time.now = new Date((SECONDS + 91) * 1000).toISOString();
    expect((await access(text)).ok).toBe(false);
    harness.time.now = new Date(SECONDS * 1000).toISOString();
  });
});

describe('a new secret for our own tokens', () => {
  const withSecrets = (...secrets: readonly string[]) =>
    makeTokens({ base: BASE, secrets, trusted: [] }, harness.ports, makeOutbound({ privateOrigins: [] }));
  const grant = { tenant: tenantId('clinic'), client: 'app', scopes: ['system/Task.r'] };

  test('signs; the old one verifies as long as it is listed after it', async () => {
    const old = (await withSecrets('old').issue(grant)).token;
    expect((await withSecrets('new', 'old').access(old)).ok).toBe(true);
    expect((await withSecrets('new').access(old)).ok).toBe(false);
    const fresh = (await withSecrets('new', 'old').issue(grant)).token;
    expect([(await withSecrets('new').access(fresh)).ok, (await withSecrets('old').access(fresh)).ok]).toEqual([
      true,
      false,
    ]);
    expect((await withSecrets('new', 'old').keys()).length).toBe(2);
  });

  test('without any, no token is issued or accepted', async () => {
    const { token: known } = await withSecrets('old').issue(grant);
    await expect(withSecrets().issue(grant)).rejects.toThrow('No secret is set');
    expect((await withSecrets().access(known)).ok).toBe(false);
  });
});

describe('TRUSTED_ISSUERS', () => {
  const sound = { issuer: POOL, jwks: 'https://login.example/jwks', audience: 'a', tenantClaim: 't' };
  test('is read', () => {
    expect(readIssuers(JSON.stringify([sound]))).toEqual([sound]);
    expect(readIssuers(undefined)).toEqual([]);
  });
  test.each<readonly [string, unknown]>([
    ['no JSON', '{'],
    ['no list', sound],
    ['keys by plain http', [{ ...sound, jwks: 'http://login.example/jwks' }]],
    ['nothing that says which tokens are for us', [{ ...sound, audience: undefined }]],
    ['nothing that says whose they are', [{ ...sound, tenantClaim: undefined }]],
    ['a word nobody knows', [{ ...sound, tenant: 'clinic' }]],
  ])('%s: the service does not start', (_what, value) => {
    expect(() => readIssuers(typeof value === 'string' ? value : JSON.stringify(value))).toThrow(
      /^Configuration: TRUSTED_ISSUERS/,
    );
  });
});
