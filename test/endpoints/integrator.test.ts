import { Client, type PaginationParams } from 'fhir-kit-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

/** Somebody else's FHIR client, which knows nothing of us but the address. */
let harness: EndpointHarness;
let client: Client;
beforeAll(async () => {
  harness = await openEndpointHarness();
  harness.harness.config.PUBLIC_URL = harness.url;
  client = new Client({ baseUrl: `${harness.url}/r4` });
});
afterAll(() => harness.close());

const sent = (message: Part) => message as { resourceType: string };
const got = (answer: object): Part => answer;
const assess = (id: string, day: string) =>
  client.operation({
    name: '$assess',
    resourceType: 'ServiceRequest',
    input: sent(
      orderMessage(id, (order) => {
        order.occurrenceDateTime = day;
      }),
    ),
  });
const idsOf = (bundle: object = {}) => got(bundle).entry.map(({ resource }: Part) => resource.focus.reference);

test('finds out what the server can do', async () => {
  const statement = got(await client.capabilityStatement());
  const types = statement.rest[0].resource.map(({ type }: Part) => type);
  expect(types).toEqual(expect.arrayContaining(['ServiceRequest', 'Task', 'CoverageEligibilityResponse']));
});

test('sends orders, reads the answer again, and pages through the records', async () => {
  const { resourceType, id } = got(await assess('k1', '2026-06-15'));
  await assess('k2', '2026-06-16');
  await assess('k3', '2026-06-17');
  expect(await client.read({ resourceType, id })).toMatchObject({ id, outcome: 'complete' });
  const searchParams = { patient: 'Patient/p1', _count: 2 };
  const first = await client.search({ resourceType: 'Task', searchParams });
  expect(idsOf(first)).toEqual(['ServiceRequest/k3', 'ServiceRequest/k2']);
  const next = await client.nextPage({ bundle: first as PaginationParams['bundle'] });
  expect(idsOf(next)).toEqual(['ServiceRequest/k1']);
  const posted = await client.search({
    resourceType: 'Task',
    searchParams: { period: ['ge2026-06-16', 'le2026-06-16'] },
    options: { postSearch: true },
  });
  expect(idsOf(posted)).toEqual(['ServiceRequest/k2']);
});

test('records a decision and asks for the status', async () => {
  await assess('k4', '2026-06-18');
  const order = { resourceType: 'ServiceRequest', id: 'k4' };
  const input = sent(decisionMessage('approved', { number: ['String', 'KIT-4'] }));
  await client.operation({ ...order, name: 'record-decision', input });
  const status = await client.operation({ ...order, name: 'authorization-status', method: 'GET' });
  expect(status).toMatchObject({ businessStatus: { coding: [{ code: 'approved' }] } });
  const found = await client.search({ resourceType: 'Task', searchParams: { identifier: 'KIT-4' } });
  expect(idsOf(found)).toEqual(['ServiceRequest/k4']);
});

test('understands a refusal', async () => {
  const refused = client.read({ resourceType: 'Task', id: 'nobody' });
  await expect(refused).rejects.toMatchObject({
    response: { status: 404, data: { resourceType: 'OperationOutcome', issue: [{ code: 'not-found' }] } },
  });
});
