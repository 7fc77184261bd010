import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE, type IdentityHarness, openIdentityHarness, SECONDS, TOKEN_ENDPOINT } from './identity-harness.ts';
import { FAULTS, type Parts, sign } from './signed.ts';

let harness: IdentityHarness;
beforeAll(async () => {
  harness = await openIdentityHarness();
});
afterAll(() => harness.close());
const sound = (): Parts => harness.soundAssertion('app', harness.pairs.app);
const asked = async (parts: Parts) => harness.askToken(await sign(parts));
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe('the token endpoint', () => {
  test('gives a registered client a short-lived token of its tenant, which is not cached', async () => {
    const { status, headers, body } = await asked(sound());
    expect([status, headers['cache-control'], headers['content-type']]).toEqual([
      200,
      'no-store',
      'application/json; charset=utf-8',
    ]);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 300,
      scope: 'system/*.cruds',
    });
    expect(decodeJwt(body.access_token)).toMatchObject({
      iss: BASE,
      aud: BASE,
      sub: 'app',
      client_id: 'app',
      tenant: 'clinic',
      iat: SECONDS,
      exp: SECONDS + 300,
    });
  });

  test('signs with a key that its key set publishes, without its secret half', async () => {
    const token = await harness.tokenFor('app', harness.pairs.app);
    const { body } = await harness.ask({ method: 'GET', path: '/r4/auth/jwks' });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES384', typ: 'at+jwt', kid: body.keys[0].kid });
    await expect(
      jwtVerify(token, createLocalJWKSet(body), { currentDate: new Date(harness.time.now) }),
    ).resolves.toBeTruthy();
    expect(Object.keys(body.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  test.each<readonly [string, (parts: Parts) => Parts]>([
    ['RS384', (parts) => ({ ...parts, key: harness.pairs.rsa.secret, header: { alg: 'RS384', kid: 'app-2' } })],
    ['an audience in a list', (parts) => ({ ...parts, claims: { ...parts.claims, aud: ['x', TOKEN_ENDPOINT] } })],
    ['no iat', (parts) => ({ ...parts, claims: { ...parts.claims, iat: undefined } })],
    [
      'a clock half a minute behind',
      (parts) => ({ ...parts, claims: { ...parts.claims, iat: SECONDS - 329, exp: SECONDS - 29 } }),
    ],
  ])('takes %s', async (_what, change) => {
    expect((await asked(change(sound()))).status).toBe(200);
  });

  test.each<readonly [string, (parts: Parts) => Parts]>([
    ...FAULTS.map(
      ([name, spoil]) =>
        [name, (parts: Parts) => spoil(parts, { pair: harness.pairs.app, stranger: harness.pairs.stranger })] as const,
    ),
    [
      'RS256, which nobody let in',
      (parts) => ({ ...parts, key: harness.pairs.rsa.secret, header: { alg: 'RS256', kid: 'app-2' } }),
    ],
    ['no jti', (parts) => ({ ...parts, claims: { ...parts.claims, jti: undefined } })],
    ['an empty jti', (parts) => ({ ...parts, claims: { ...parts.claims, jti: '' } })],
    ['a jti without end', (parts) => ({ ...parts, claims: { ...parts.claims, jti: 'j'.repeat(201) } })],
    ['another subject', (parts) => ({ ...parts, claims: { ...parts.claims, sub: 'reader' } })],
    ['no subject', (parts) => ({ ...parts, claims: { ...parts.claims, sub: undefined } })],
    [
      'the name of another client',
      (parts) => ({ ...parts, claims: { ...parts.claims, iss: 'rival-app', sub: 'rival-app' } }),
    ],
    [
      'the name of an EHR that only calls hooks',
      (parts) => ({ ...parts, claims: { ...parts.claims, iss: 'https://ehr.example/fhir' } }),
    ],
  ])('refuses an assertion: %s', async (_what, spoil) => {
    const { status, body } = await asked(spoil(sound()));
    expect([status, body.error, Object.keys(body)]).toEqual([401, 'invalid_client', ['error', 'error_description']]);
  });

  test('accepts an assertion once', async () => {
    const assertion = await sign(sound());
    expect((await harness.askToken(assertion)).status).toBe(200);
    expect((await harness.askToken(assertion)).body.error).toBe('invalid_client');
    const two = await sign(sound());
    const both = await Promise.all([harness.askToken(two), harness.askToken(two)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('the same jti of two clients counts separately', async () => {
    const of = (id: 'app' | 'rival-app', pair: 'app' | 'rival') => {
      const parts = harness.soundAssertion(id, harness.pairs[pair]);
      return asked({ ...parts, claims: { ...parts.claims, jti: 'the-same' } });
    };
    expect([(await of('app', 'app')).status, (await of('rival-app', 'rival')).status]).toEqual([200, 200]);
  });

  test.each(['', 'x', 'a.b.c', 'e30.e30.', '..', 'null'])(
    'refuses what is not an assertion: "%s"',
    async (assertion) => {
      const { status, body } = await harness.askToken(assertion);
      expect([status, body.error]).toEqual(assertion ? [401, 'invalid_client'] : [400, 'invalid_request']);
    },
  );

  const whole = async () => ({
    grant_type: 'client_credentials',
    client_assertion_type: TYPE,
    client_assertion: await sign(sound()),
    scope: 'system/Task.r',
  });
  test.each<readonly [string, Readonly<Record<string, string>>, number, string]>([
    ['another grant', { grant_type: 'authorization_code' }, 400, 'unsupported_grant_type'],
    ['another kind of assertion', { client_assertion_type: 'urn:x' }, 401, 'invalid_client'],
    ['no grant', { grant_type: '' }, 400, 'invalid_request'],
    ['no scope', { scope: '' }, 400, 'invalid_request'],
    ['a type that is not served', { scope: 'system/Observation.rs system/Patient.*' }, 400, 'invalid_scope'],
    ['an unknown scope', { scope: 'openid launch system/Task.x patient/*.rs' }, 400, 'invalid_scope'],
  ])('%s: %s %i %s', async (_what, change, status, error) => {
    const answered = await harness.form({ ...(await whole()), ...change });
    expect([answered.status, answered.body.error]).toEqual([status, error]);
    expect(answered.headers['cache-control']).toBe('no-store');
  });

  test('a request with a field sent twice is invalid', async () => {
    const text = `${new URLSearchParams(await whole()).toString()}&scope=system/*.cruds`;
    expect((await harness.form(text)).body.error).toBe('invalid_request');
  });

  test('accepts only a form', async () => {
    expect((await harness.ask({ method: 'POST', path: '/r4/auth/token', body: await whole() })).status).toBe(415);
  });

  test.each([
    ['system/*.cruds', 'system/Task.rs system/Claim.rs'],
    ['system/Task.read', 'system/Task.rs'],
    ['system/Task.cu system/Claim.r', 'system/Claim.r'],
    ['system/Task.r system/Task.s', 'system/Task.rs'],
    ['system/*.r', 'system/Task.r system/Claim.r'],
  ])('a client that requests %s gets the allowed part: %s', async (scope, granted) => {
    const parts = harness.soundAssertion('reader', harness.pairs.reader);
    expect((await harness.askToken(await sign(parts), scope)).body.scope).toBe(granted);
  });

  test('a removed client gets no token after a minute at the latest', async () => {
    await harness.ports.clients.remove('smart', 'app');
    expect((await asked(sound())).body.error).toBe('invalid_client');
  });
});
