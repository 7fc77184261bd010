import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';
import { signCall } from '../cds-hooks/hook-harness.ts';
import { PUBLIC_URL } from '../support/endpoint-harness.ts';
import { client, EHR, type IdentityHarness, openIdentityHarness, RIVAL, SECONDS } from './identity-harness.ts';
import { claimsOf, FAULTS, type Parts, sign } from './signed.ts';

let harness: IdentityHarness;
beforeAll(async () => {
  harness = await openIdentityHarness();
});
afterAll(() => harness.close());

const feedback = { feedback: [{ card: 'c1', outcome: 'accepted', outcomeTimestamp: '2026-06-01T15:01:00Z' }] };
const HOOKS = {
  discovery: { method: 'GET', path: '/cds-services' },
  invoke: { method: 'POST', path: '/cds-services/order-sign-crd', body: signCall() },
  feedback: { method: 'POST', path: '/cds-services/order-sign-crd/feedback', body: feedback },
} as const;
type Name = keyof typeof HOOKS;
const NAMES: readonly Name[] = ['discovery', 'invoke', 'feedback'];

const sound = (service: Name, more: Parts['claims'] = {}): Parts => ({
  header: { alg: 'ES384', typ: 'JWT', kid: 'ehr-1' },
  claims: { ...claimsOf(EHR, `${PUBLIC_URL}${HOOKS[service].path}`, SECONDS), ...more },
  key: harness.pairs.ehr.secret,
});
const call = async (service: Name, parts: Parts) =>
  harness.ask({ ...HOOKS[service], headers: { 'content-type': 'application/json' } }, await sign(parts));

describe.each(NAMES)('%s', (service) => {
  test('answers an EHR that signs the call', async () => {
    expect((await call(service, sound(service))).status).toBe(200);
  });

  test('without a token: 401', async () => {
    const { status, headers } = await harness.ask({
      ...HOOKS[service],
      headers: { 'content-type': 'application/json' },
    });
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  test.each<readonly [string, (parts: Parts) => Parts]>([
    ...FAULTS.map(
      ([name, spoil]) =>
        [name, (parts: Parts) => spoil(parts, { pair: harness.pairs.ehr, stranger: harness.pairs.stranger })] as const,
    ),
    [
      'RS256, which is not registered',
      (parts) => ({ ...parts, key: harness.pairs.rsa.secret, header: { alg: 'RS256', kid: 'app-2' } }),
    ],
    ['no jti', (parts) => ({ ...parts, claims: { ...parts.claims, jti: undefined } })],
    [
      'the list of services for its audience, or a service for the list’s',
      (parts) => ({
        ...parts,
        claims: {
          ...parts.claims,
          aud: `${PUBLIC_URL}/cds-services${service === 'discovery' ? '/order-sign-crd' : ''}`,
        },
      }),
    ],
    [
      'the audience of another service',
      (parts) => ({ ...parts, claims: { ...parts.claims, aud: `${PUBLIC_URL}/cds-services/order-select-crd` } }),
    ],
    [
      'the id of a token endpoint client',
      (parts) => ({
        ...parts,
        key: harness.pairs.app.secret,
        header: { ...parts.header, kid: 'app-1' },
        claims: { ...parts.claims, iss: 'app' },
      }),
    ],
  ])('refuses a token: %s', async (_what, spoil) => {
    const { status, body, headers } = await call(service, spoil(sound(service)));
    expect([status, body.issue[0].code]).toEqual([401, 'login']);
    expect(headers['www-authenticate']).toContain('invalid_token');
  });

  test('a second time: 401', async () => {
    const parts = sound(service);
    expect([(await call(service, parts)).status, (await call(service, parts)).status]).toEqual([200, 401]);
  });
});

describe('an EHR with its own settings', () => {
  const SLACK = 'https://request-generator.example/r4';
  const daylong = (more: Parts['claims'] = {}): Parts => ({
    header: { alg: 'RS256', kid: 'app-2' },
    claims: { ...claimsOf(SLACK, `${PUBLIC_URL}/cds-services`, SECONDS), exp: SECONDS + 86_400, ...more },
    key: harness.pairs.rsa.secret,
  });
  beforeAll(() =>
    harness.ports.clients.put(
      client(SLACK, [harness.pairs.rsa.open], {
        use: 'cds-hooks',
        scopes: [],
        tenant: RIVAL.id,
        algorithms: ['RS256'],
        longestLifeSeconds: 86_400,
      }),
    ),
  );

  test('may sign with RS256 and live a day, if registered with that', async () => {
    expect((await call('discovery', daylong())).status).toBe(200);
    expect((await call('discovery', daylong({ exp: SECONDS + 86_401 }))).status).toBe(401);
  });

  test('but not with an unregistered algorithm: ES384', async () => {
    const parts = daylong();
    expect((await call('discovery', { ...parts, header: { alg: 'RS384', kid: 'app-2' } })).status).toBe(401);
  });

  test('a trailing slash in an audience is accepted', async () => {
    expect((await call('discovery', sound('discovery', { aud: `${PUBLIC_URL}/cds-services/` }))).status).toBe(200);
    expect((await call('discovery', sound('discovery', { aud: `${PUBLIC_URL}/cds-services//` }))).status).toBe(401);
  });

  test('a token may name the registered URL of its keys', async () => {
    const parts = sound('discovery');
    expect((await call('discovery', { ...parts, header: { ...parts.header, jku: `${EHR}/jwks.json` } })).status).toBe(
      200,
    );
  });
});

test('each service is an audience of its own', async () => {
  const path = '/cds-services/order-select-crd';
  const enter = async (aud: string) => {
    const headers = { 'content-type': 'application/json' };
    const token = await sign(sound('invoke', { aud: PUBLIC_URL + aud }));
    return (await harness.ask({ method: 'POST', path, headers, body: {} }, token)).status;
  };
  expect([await enter(path), await enter(HOOKS.invoke.path)]).toEqual([400, 401]);
});

test('an EHR is answered from the records of its tenant only', async () => {
  await call('feedback', sound('feedback'));
  const of = (tenant: TenantId) => harness.ports.feedback.list(tenant, 'order-sign-crd', '2026-06-01', '2026-06-02');
  expect([(await of(tenantId('clinic'))).length, (await of(tenantId('rival'))).length]).toEqual([1, 0]);
});
