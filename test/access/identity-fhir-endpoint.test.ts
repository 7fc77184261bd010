import { KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingKey } from '../../shared/adapters/auth/signing-key.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { BASE, type IdentityHarness, openIdentityHarness, SECONDS } from './identity-harness.ts';
import { claimsOf, FAULTS, type Pair, type Parts, sign } from './signed.ts';

let harness: IdentityHarness;
let ours: Pair;
beforeAll(async () => {
  harness = await openIdentityHarness();
  const { secret, open } = await signingKey('unused');
  ours = { secret: KeyObject.from(secret), open, spki: JSON.stringify(open) };
});
afterAll(() => harness.close());

/** What our token endpoint would sign for the app. */
const sound = (): Parts => ({
  header: { alg: 'ES384', typ: 'at+jwt', kid: ours.open.kid },
  claims: { ...claimsOf(BASE, BASE, SECONDS), sub: 'app', client_id: 'app', tenant: 'clinic', scope: 'system/*.cruds' },
  key: ours.secret,
});
const SEARCH = { method: 'GET', path: '/r4/Task?patient=p1' } as const;
const enter = async (parts: Parts) => harness.ask(SEARCH, await sign(parts));
const withClaims = (claims: Parts['claims']): Parts => ({ ...sound(), claims: { ...sound().claims, ...claims } });

describe('a FHIR endpoint', () => {
  test('accepts a token of ours until it expires', async () => {
    const token = await sign(sound());
    for (const at of [0, 60, 299]) {
      harness.time.now = new Date((SECONDS + at) * 1000).toISOString();
      expect((await harness.ask(SEARCH, token)).status).toBe(200);
    }
    harness.time.now = new Date((SECONDS + 331) * 1000).toISOString();
    expect((await harness.ask(SEARCH, token)).status).toBe(401);
    harness.time.now = new Date(SECONDS * 1000).toISOString();
  });

  test.each<readonly [string, (parts: Parts) => Parts]>([
    ...FAULTS.map(
      ([name, spoil]) =>
        [name, (parts: Parts) => spoil(parts, { pair: ours, stranger: harness.pairs.stranger })] as const,
    ),
    ['no type of its own', (parts) => ({ ...parts, header: { ...parts.header, typ: 'JWT' } })],
    ['no tenant', () => withClaims({ tenant: undefined })],
    ['a tenant that is a list', () => withClaims({ tenant: ['clinic', 'rival'] })],
    ['no client', () => withClaims({ client_id: undefined })],
    ['no scope', () => withClaims({ scope: undefined })],
    ['no iat', () => withClaims({ iat: undefined })],
  ])('refuses a token: %s', async (_what, spoil) => {
    const { status, headers, body } = await enter(spoil(sound()));
    expect([status, body.issue[0].code]).toEqual([401, 'login']);
    expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token", error_description="[^"]+"$/);
  });

  test('refuses a client assertion, which authenticates but grants nothing', async () => {
    const parts = harness.soundAssertion('app', harness.pairs.app);
    const { status } = await enter({
      ...parts,
      claims: { ...parts.claims, aud: BASE, tenant: 'clinic', scope: 'system/*.r' },
    });
    expect(status).toBe(401);
  });

  test.each([undefined, 'Basic YTpi', 'Bearer', 'Bearer ', 'Bearer a b', 'Token x'])(
    'asks %s for a token',
    async (given) => {
      const { status, headers } = await harness.ask({ ...SEARCH, headers: given ? { authorization: given } : {} });
      expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
    },
  );

  test('a token longer than any real one is refused unread', async () => {
    expect((await enter(withClaims({ more: 'x'.repeat(8_000) }))).status).toBe(401);
  });
});

describe('scopes', () => {
  const guarded = ROUTES.filter(({ scope }) => scope.startsWith('system/'));
  const tokenWith = (scope: string) => sign(withClaims({ scope }));
  const askRoute = async ({ method, path }: (typeof ROUTES)[number], scope: string) => {
    const filled = path.replace('{id}', 'nobody');
    return harness.ask({ method, path: filled, ...(method === 'POST' ? { body: {} } : {}) }, await tokenWith(scope));
  };

  test.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
    const [, type = '', letter = ''] = /^system\/(\w+)\.(\w)$/.exec(route.scope) ?? [];
    const others = [...'cruds'].filter((one) => one !== letter).join('');
    for (const scope of [
      `system/${type}.${others}`,
      `system/*.${others}`,
      'system/Basic.cruds',
      `patient/${type}.cruds`,
      `user/*.*`,
    ]) {
      const { status, headers, body } = await askRoute(route, scope);
      expect([status, body.issue[0].code], scope).toEqual([403, 'forbidden']);
      expect(headers['www-authenticate']).toBe(`Bearer error="insufficient_scope", scope="${route.scope}"`);
    }
    for (const scope of [route.scope, `system/*.${letter}`, 'openid system/*.cruds', 'system/*.*'])
      expect([401, 403], scope).not.toContain((await askRoute(route, scope)).status);
  });

  test.each([
    ['read', ['r', 's']],
    ['write', ['c', 'u', 'd']],
  ])('the word %s of SMART v1 is %j', async (word, letters) => {
    for (const route of guarded) {
      const isIn = letters.includes(route.scope.at(-1) ?? '');
      const { status } = await askRoute(route, `system/*.${word}`);
      expect(status === 403, `${route.path} ${route.scope}`).toBe(!isIn);
    }
  });

  test.each([
    'system/Task.sr',
    'system/Task.',
    'system/Task',
    'system/Task.rs?status=x',
    'system/task.rs',
    'SYSTEM/Task.rs',
    'system/Tas.rs',
  ])('%s grants nothing', async (scope) => {
    expect((await harness.ask(SEARCH, await tokenWith(scope))).status).toBe(403);
  });
});

describe('what every token allows', () => {
  test.each(['/r4/metadata', '/r4/.well-known/smart-configuration', '/r4/auth/jwks', '/health'])(
    '%s needs none',
    async (path) => {
      const { status, headers } = await harness.ask({ method: 'GET', path });
      expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
    },
  );

  test('metadata and smart-configuration name the same token endpoint', async () => {
    const [metadata, smart] = await Promise.all(
      ['/r4/metadata', '/r4/.well-known/smart-configuration'].map((path) => harness.ask({ method: 'GET', path })),
    );
    const [security] = metadata!.body.rest[0].security.extension;
    expect(security.extension).toEqual([{ url: 'token', valueUri: smart!.body.token_endpoint }]);
    expect(smart!.body).toMatchObject({
      token_endpoint: `${BASE}/auth/token`,
      jwks_uri: `${BASE}/auth/jwks`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
      capabilities: expect.arrayContaining(['client-confidential-asymmetric', 'permission-v2']),
    });
    expect(smart!.body.scopes_supported).toEqual(expect.arrayContaining(['system/*.cruds', 'system/Task.r']));
  });
});

test('another tenant’s data are not found, for reading and for writing', async () => {
  const own = await harness.tokenFor('app', harness.pairs.app);
  const rival = await harness.tokenFor('rival-app', harness.pairs.rival);
  const assess = (token: string) =>
    harness.ask({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('o1') }, token);
  const { body: answered } = await assess(own);
  const paths = [
    '/r4/ServiceRequest/o1/$authorization-status',
    `/r4/CoverageEligibilityResponse/${answered.id}`,
    '/r4/Task/north..o1',
  ];
  for (const path of paths) {
    expect((await harness.ask({ method: 'GET', path }, own)).status, path).toBe(200);
    const theirs = await harness.ask({ method: 'GET', path }, rival);
    const nobodys = await harness.ask({ method: 'GET', path: path.replace(/o1|[^/]+$/, 'nothing') }, rival);
    expect([theirs.status, theirs.body.issue[0].code]).toEqual([404, 'not-found']);
    expect([nobodys.status, nobodys.body.issue[0].code]).toEqual([404, 'not-found']);
  }
  const search = await harness.ask({ method: 'GET', path: '/r4/Task?focus=ServiceRequest/o1' }, rival);
  expect(search.body.entry ?? []).toEqual([]);
  const before = await harness.ask({ method: 'GET', path: paths[0]! }, own);
  await assess(rival);
  expect((await harness.ask({ method: 'GET', path: paths[0]! }, own)).body).toEqual(before.body);
});
