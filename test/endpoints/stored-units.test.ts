import { readFileSync } from 'node:fs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';
import { countWrites, totalBytes, totalUnits } from '../support/write-units.ts';

/** What a new order may cost: its entry in the audit trail, 3 units, included. */
const MOST_UNITS = 16;
const MOST_BYTES = 6_000;
/** BatchGet, BatchWrite and the one conditional Put. */
const CALLS = { BatchGet: 1, BatchWrite: 1, Put: 1 };

let harness: EndpointHarness;
let count: ReturnType<typeof countWrites>;
beforeAll(async () => {
  let client: DynamoDBDocumentClient | undefined;
  harness = await openEndpointHarness(undefined, (one) => {
    client = one;
  });
  if (!client) throw new Error('The harness opened no table.');
  count = countWrites(client, harness.tableName);
});
afterAll(() => harness.close());

const demo = (name: string): Part =>
  JSON.parse(readFileSync(new URL(`../../infra/local/demo/${name}`, import.meta.url), 'utf8'));
const ASSESS = '/r4/ServiceRequest/$assess';
const coded = (id: string, code: string): Part =>
  orderMessage(id, (order) => {
    order.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] };
  });

const ORDERS: readonly (readonly [string, string, Part])[] = [
  ['a stress echo', ASSESS, orderMessage('echo')],
  ['a SPECT study', ASSESS, coded('spect', '78452')],
  ['a treadmill test', ASSESS, coded('treadmill', '93015')],
  ['a PET study', ASSESS, coded('pet', '78492')],
  ['an MRI', ASSESS, coded('mri', '75563')],
  ['the order of the demo', ASSESS, demo('order.json')],
  ['the eligibility request of the demo', '/r4/CoverageEligibilityRequest/$submit', demo('eligibility-request.json')],
];

test.each(ORDERS)('%s is stored in few write units and bytes', async (_, path, body) => {
  const written = await count(async () => {
    const { status } = await harness.ways.direct({ method: 'POST', path, body });
    expect(status).toBe(200);
  });
  const about = JSON.stringify(written);
  expect(written.map(({ kind }) => kind)).toContain('ORDER HEAD');
  expect(totalUnits(written), about).toBeLessThanOrEqual(MOST_UNITS);
  expect(totalBytes(written), about).toBeLessThanOrEqual(MOST_BYTES);
});

test('it takes three calls', async () => {
  const calls = await harness.callsOf(() =>
    harness.ways.direct({ method: 'POST', path: ASSESS, body: orderMessage('calls') }),
  );
  expect(calls).toEqual(CALLS);
});
