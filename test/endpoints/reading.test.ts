import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFINITIONS_VERSION } from '../../shared/fhir/definitions/own-header.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { extensionsIn, undeclared } from '../support/determination-definition.ts';
import { type EndpointHarness, NOW, openEndpointHarness, PUBLIC_URL, WAYS } from '../support/endpoint-harness.ts';
import { claimMessage, eligibilityMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const BASE = 'https://stresspass.example/fhir';

describe.each(WAYS)('%s', (way) => {
  const get = (path: string, headers = {}) => harness.ways[way]({ method: 'GET', path, headers });
  const post = (path: string, body: unknown) => harness.ways[way]({ method: 'POST', path, body });

  test('an order is answered, kept and can be read again as it was answered', async () => {
    const first = await post('/r4/ServiceRequest/$assess', orderMessage(`read-${way}`));
    expect(first).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/fhir+json; charset=utf-8',
        'content-location': `${PUBLIC_URL}/r4/CoverageEligibilityResponse/${first.body.id}`,
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
      },
      body: {
        resourceType: 'CoverageEligibilityResponse',
        outcome: 'complete',
        request: { reference: '#request' },
        insurance: [{ inforce: true, item: [{ authorizationRequired: true }] }],
      },
    });
    const again = await get(`/r4/CoverageEligibilityResponse/${first.body.id}`);
    expect(again).toMatchObject({ status: 200, body: first.body });
    const duplicate = await post('/r4/ServiceRequest/$assess', orderMessage(`read-${way}`));
    expect(duplicate.body).toEqual(first.body);
    expect(extensionsIn(first.body).flatMap(undeclaredOnly)).toEqual([]);
  });

  test('an eligibility request is answered item by item and can be read again', async () => {
    const { status, body } = await post('/r4/CoverageEligibilityRequest/$submit', eligibilityMessage());
    expect([status, body.insurance[0].item.length, body.request.reference]).toEqual([
      200,
      1,
      'https://ehr.example/r4/CoverageEligibilityRequest/ask',
    ]);
    expect((await get(`/r4/CoverageEligibilityResponse/${body.id}`)).body).toEqual(body);
  });

  test('a claim is checked, and nothing of it is kept', async () => {
    const before = await harness.scan();
    const { status, headers, body } = await post('/r4/Claim/$check', claimMessage());
    expect([status, body.resourceType, body.use]).toEqual([200, 'ClaimResponse', 'predetermination']);
    expect(body.disposition).toMatch(/^(?!Pre-check).+\. Pre-check only; nothing was filed with a payer\.$/);
    expect(headers).not.toHaveProperty('content-location');
    expect(await harness.scan()).toEqual(before);
  });

  test('the status of an order is its Task, with the version in its ETag', async () => {
    const id = `status-${way}`;
    await post('/r4/ServiceRequest/$assess', orderMessage(id));
    const status = await get(`/r4/ServiceRequest/${id}/$authorization-status`);
    expect(status).toMatchObject({
      status: 200,
      headers: { etag: 'W/"1"', 'last-modified': new Date(NOW).toUTCString() },
      body: {
        resourceType: 'Task',
        id: `north..${id}`,
        status: 'on-hold',
        focus: { reference: `ServiceRequest/${id}` },
      },
    });
    const { body } = await get(`/r4/Task/north..${id}`);
    expect(body).toEqual(status.body);
    expect((await get(`/r4/ServiceRequest/${id}/$authorization-status?source=south`)).status).toBe(404);
  });

  test('an order id of two sources is answered by naming them, and by one of them', async () => {
    const id = `both-${way}`;
    for (const source of ['north', 'south'])
      await post(`/r4/ServiceRequest/$assess?source=${source}`, orderMessage(id));
    const { status, body } = await get(`/r4/ServiceRequest/${id}/$authorization-status`);
    expect([status, body.issue[0].code]).toEqual([409, 'multiple-matches']);
    expect(body.issue[0].details.text).toMatch(/north, south/);
    expect((await get(`/r4/ServiceRequest/${id}/$authorization-status?source=south`)).body.id).toBe(`south..${id}`);
  });

  test('a Task whose id is too long to spell out its order can be read too', async () => {
    const id = `${way}-${'x'.repeat(57)}`;
    await post('/r4/ServiceRequest/$assess', orderMessage(id));
    const { body } = await get(`/r4/ServiceRequest/${id}/$authorization-status`);
    expect(body.id).toMatch(/^\.\.[0-9a-f]{16}$/);
    expect((await get(`/r4/Task/${body.id}`)).body).toEqual(body);
  });

  test.each([
    ['/r4/ServiceRequest/nobody/$authorization-status', 'ServiceRequest.id'],
    ['/r4/Task/nobody', 'Task.id'],
    ['/r4/Task/north..nobody', 'Task.id'],
    ['/r4/Task/..0000000000000000', 'Task.id'],
    ['/r4/CoverageEligibilityResponse/nobody', 'CoverageEligibilityResponse.id'],
    ['/r4/OperationDefinition/nobody', 'OperationDefinition.id'],
    ['/r4/Questionnaire/constructor', 'Questionnaire.id'],
  ])('GET %s is not found', async (path, expression) => {
    const { status, body } = await get(path);
    expect([status, body.issue]).toEqual([
      404,
      [expect.objectContaining({ code: 'not-found', expression: [expression] })],
    ]);
  });

  test('the capability statement names every resource, search and operation there is', async () => {
    const { status, body } = await get('/r4/metadata');
    expect([status, body.fhirVersion, body.implementation.url]).toEqual([200, '4.0.1', `${PUBLIC_URL}/r4`]);
    const types = new Set(ROUTES.flatMap(({ capability }) => capability?.resource ?? []));
    expect(new Set(body.rest[0].resource.map(({ type }: Part) => type))).toEqual(types);
  });

  test('every definition the capability statement and the answers rest on is served', async () => {
    const { body: statement } = await get('/r4/metadata');
    const operations = statement.rest[0].resource.flatMap(({ operation = [] }: Part) => operation);
    const own = operations.filter(({ definition }: Part) => definition.startsWith(BASE));
    expect(own.length).toBeGreaterThan(5);
    for (const { definition } of own)
      expect((await get(definition.replace(BASE, '/r4'))).body).toMatchObject({ url: definition });
    const url = `${BASE}/StructureDefinition/determination`;
    const found = await get(`/r4/StructureDefinition?url=${encodeURIComponent(url)}`);
    expect(found.body).toMatchObject({ type: 'searchset', total: 1, entry: [{ resource: { url } }] });
    expect((await get('/r4/CodeSystem?url=https://elsewhere.example')).body).toMatchObject({ total: 0 });
    const systems = (await get('/r4/NamingSystem')).body;
    expect(systems.entry.map(({ resource }: Part) => resource.id)).toContain('payer');
    expect(systems.total).toBe(systems.entry.length);
  });

  test('health is plain and says ok while the table answers', async () => {
    expect(await get('/health')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: { status: 'ok', version: DEFINITIONS_VERSION },
    });
  });
});

const undeclaredOnly = (extension: Part): string[] =>
  extension.url.startsWith(BASE) ? undeclared(extension as Parameters<typeof undeclared>[0]) : [];
