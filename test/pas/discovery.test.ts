import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, PUBLIC_URL } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const get = async (path: string) => (await harness.ways.http({ method: 'GET', path })).body;
const PAS = 'http://hl7.org/fhir/us/davinci-pas';

test.each([
  ['/r4', 'submit inquire check review assign case appeal withdraw-appeal peer-to-peer confirm'],
  ['/stu2/r4', 'submit inquire'],
])(
  'the statement of %s: the operations of the guide, what it instantiates, and the topic of its subscriptions',
  async (base, names) => {
    const statement = await get(`${base}/metadata`);
    expect(statement.instantiates).toEqual([`${PAS}/CapabilityStatement/IntermediaryCapabilities`]);
    const subscription = statement.rest[0].resource.find(({ type }: Part) => type === 'Subscription');
    expect(subscription.extension[0].valueCanonical).toBe(`${PAS}/SubscriptionTopic/PASSubscriptionTopic`);
    expect(subscription.interaction.map(({ code }: Part) => code)).toEqual(['create', 'read', 'update', 'delete']);
    expect(statement.implementation.url).toBe(`${PUBLIC_URL}${base}`);
    const claim = statement.rest[0].resource.find(({ type }: Part) => type === 'Claim');
    expect(new Set(claim.operation.map(({ name }: Part) => name))).toEqual(new Set(names.split(' ')));
    const definitions = Object.fromEntries(claim.operation.map(({ name, definition }: Part) => [name, definition]));
    expect(definitions.submit).toBe(`${PAS}/OperationDefinition/Claim-submit`);
    expect(definitions.inquire).toBe(`${PAS}/OperationDefinition/Claim-inquiry`);
    const types = statement.rest[0].resource.map(({ type }: Part) => type);
    expect(types.includes('ServiceRequest')).toBe(base === '/r4');
  },
);

test('where the operations are, by release', async () => {
  const newest = await get('/r4/.well-known/davinci-configuration');
  expect(newest.identifier).toBe(`${PUBLIC_URL}/r4`);
  expect(newest.endpoints['davinci_pas_submission_endpoint#2.2']).toBe(`${PUBLIC_URL}/r4/Claim/$submit`);
  expect(newest.endpoints['davinci_cdex_attachsubmit_endpoint#2.1']).toBe(`${PUBLIC_URL}/r4/$submit-attachment`);
  const older = await get('/stu2/r4/.well-known/davinci-configuration');
  expect(older.endpoints).toEqual({
    'davinci_pas_submission_endpoint#2.0': `${PUBLIC_URL}/stu2/r4/Claim/$submit`,
    'davinci_pas_inquiry_endpoint#2.0': `${PUBLIC_URL}/stu2/r4/Claim/$inquire`,
  });
});

test('our own operation is defined', async () => {
  const definition = await get('/r4/OperationDefinition/review');
  expect([definition.code, definition.resource, definition.instance]).toEqual(['review', ['Claim'], true]);
});
