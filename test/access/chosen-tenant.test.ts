import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { readConfig } from '../../shared/lambda/config.ts';
import { type EndpointHarness, openEndpointHarness, TENANT, WAYS } from '../support/endpoint-harness.ts';
import { orderMessage } from '../support/endpoint-messages.ts';

/** The header by which the page of an open service chooses a tenant: no way around a token anywhere else. */
const OTHER = 'other';
const HEADER = { 'x-stresspass-tenant': OTHER };
const harnessWith = async (config: object): Promise<EndpointHarness> => {
  const harness = await openEndpointHarness((open) => ({ ...open, config: { ...open.config, ...config } }));
  await harness.harness.ports.settings.put({
    ...TENANT,
    id: tenantId(OTHER),
    sources: [{ id: 'theirs', name: 'Theirs' }],
  });
  return harness;
};

describe.each(WAYS)('in an open service on this machine, %s', (way) => {
  let harness: EndpointHarness;
  beforeAll(async () => {
    harness = await harnessWith({ OPEN_TENANTS: `${OTHER},${TENANT.id}` });
    await harness.ways[way]({
      method: 'POST',
      path: '/r4/ServiceRequest/$assess',
      body: orderMessage('o1'),
      headers: HEADER,
    });
  });
  afterAll(() => harness.close());
  const status = async (headers = {}) =>
    (await harness.ways[way]({ method: 'GET', path: '/r4/ServiceRequest/o1/$authorization-status', headers })).status;
  const session = (headers = {}) => harness.ways[way]({ method: 'GET', path: '/auth/session', headers });

  test('a call belongs to the tenant its header names', async () => expect(await status(HEADER)).toBe(200));
  test('without it, to the default tenant', async () => expect(await status()).toBe(404));
  test('a name nobody listed is refused, not taken for the default', async () => {
    const { status: refused, body } = await harness.ways[way]({
      method: 'GET',
      path: '/r4/Task?patient=p1',
      headers: { 'x-stresspass-tenant': 'elsewhere' },
    });
    expect([refused, body.issue[0].expression]).toEqual([400, ['http.x-stresspass-tenant']]);
  });
  test('a page of another site chooses nothing', async () =>
    expect(await status({ ...HEADER, origin: 'https://elsewhere.example' })).toBe(403));
  test('the session says which there are, and what day it is there', async () => {
    const { body } = await session();
    expect(body).toEqual({
      mode: 'open',
      tenant: OTHER,
      tenants: [OTHER, TENANT.id],
      timeZone: TENANT.timeZone,
      today: '2026-06-01',
    });
    expect((await session({ 'x-stresspass-tenant': TENANT.id })).body.tenant).toBe(TENANT.id);
    expect((await session({ origin: 'https://elsewhere.example' })).status).toBe(401);
  });
});

describe('an open service that lists no tenants', () => {
  let harness: EndpointHarness;
  beforeAll(async () => {
    harness = await harnessWith({});
  });
  afterAll(() => harness.close());
  test('ignores the header', async () => {
    await harness.ways.direct({
      method: 'POST',
      path: '/r4/ServiceRequest/$assess',
      body: orderMessage('o1'),
      headers: HEADER,
    });
    const path = '/r4/ServiceRequest/o1/$authorization-status';
    expect((await harness.ways.direct({ method: 'GET', path })).status).toBe(200);
  });
});

describe('with tokens required', () => {
  let harness: EndpointHarness;
  beforeAll(async () => {
    // As no configuration allows, so that the guard alone has to hold.
    harness = await harnessWith({ AUTH: 'required', OPEN_TENANTS: `${OTHER},${TENANT.id}` });
  });
  afterAll(() => harness.close());

  test('the header opens nothing', async () => {
    const asked = { method: 'GET', path: '/r4/Task?patient=p1', headers: HEADER } as const;
    expect((await harness.ways.direct(asked)).status).toBe(401);
  });
  test('a token stays in its own tenant', async () => {
    const { tokens } = harness.harness.ports;
    const { token } = await tokens.issue({ tenant: TENANT.id, client: 'app', scopes: ['system/*.cruds'] });
    const authorization = `Bearer ${token}`;
    const sent = { method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('o1') } as const;
    expect((await harness.ways.direct({ ...sent, headers: { ...HEADER, authorization } })).status).toBe(200);
    const { records } = await harness.harness.ports.authorizations.load(
      tenantId(OTHER),
      [{ source: 'theirs', orderId: 'o1' }],
      [],
    );
    expect(records.filter(Boolean)).toEqual([]);
  });
  test('the session names no tenant, only where to sign in', async () => {
    const { status, body } = await harness.ways.direct({ method: 'GET', path: '/auth/session', headers: HEADER });
    expect([status, Object.keys(body)]).toEqual([401, ['signIn']]);
  });
});

describe('configuration', () => {
  const OPEN = { TABLE_NAME: 't', QUEUE_URL: 'q', HASH_SECRET: 's', OPEN_TENANTS: 'sandbox,demo' };
  test.each([
    ['tokens required', { AUTH: 'required' }],
    ['in Lambda', { AUTH: 'open', AWS_LAMBDA_FUNCTION_NAME: 'fhir-api' }],
    ['in Lambda, with tokens', { AUTH: 'required', AWS_LAMBDA_FUNCTION_NAME: 'fhir-api' }],
    ['under another name than loopback', { AUTH: 'open', PUBLIC_URL: 'https://clinic.example' }],
  ])('%s: a service that lists tenants to choose does not start', (_mode, more) =>
    expect(() => readConfig({ ...OPEN, ...more })).toThrow('Configuration:'),
  );
  test('open, on loopback: it starts', () =>
    expect(readConfig({ ...OPEN, AUTH: 'open' }).OPEN_TENANTS).toBe('sandbox,demo'));
});
