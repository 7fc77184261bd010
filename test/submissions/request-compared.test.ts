import type { Bundle, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { claimCheck } from '../../functions/fhir-api/claim-check.ts';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { answered, NPIS, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';

let harness: EventHarness;
let order: Bundle<FhirResource>;
const OTHER = '2000000028';
const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';
const payer = standInPayer((asked) =>
  answered(asked, { number: 'AUTH-1', window: { start: '2026-11-25', end: '2027-01-14' } }),
);

beforeAll(async () => {
  harness = await openEventHarness(SUBMITTING);
  Object.assign(harness.ports, { payerChannels: payer.channel, documents: makeMemoryDocuments() });
  order = requestableOrder('compared');
  await harness.receive({ detail: { source: TENANT.source, bundle: order } });
  await harness.drain();
  await harness.relay();
});
afterAll(() => harness.close());

test('the record keeps who was asked for', async () => {
  expect(await harness.record('compared')).toMatchObject({
    state: 'approved',
    approval: { number: 'AUTH-1', requested: { performer: NPIS.rendering, group: NPIS.group, tin: '123456789' } },
  });
});

const slot = async (npi?: string) => {
  const performer = { name: 'performer', valueReference: { identifier: { system: NPI_SYSTEM, value: npi } } };
  const start = { name: 'start', valueDateTime: '2026-12-09T09:00:00-05:00' };
  const body = { resourceType: 'Parameters', parameter: [start, ...(npi ? [performer] : [])] };
  const reply = await bookable(requestTo('bookable', { id: 'compared' }, body), harness.harness);
  expect(reply.status).toBe(200);
  return JSON.stringify(reply.body);
};

test('a slot with another person than was asked for is told so; with the same one, or as ordered, not', async () => {
  expect(await slot(OTHER)).toMatch(/requested-otherwise.*The request named another performing provider/);
  expect(await slot(NPIS.rendering)).not.toContain('requested-otherwise');
  expect(await slot()).not.toContain('requested-otherwise');
});

const check = async (tin: string, item: object = {}) => {
  const [patient, coverage] = ['Patient', 'Coverage'].map((type) =>
    (order.entry ?? []).find(({ resource }) => resource?.resourceType === type),
  );
  const billing = {
    resourceType: 'Organization',
    id: 'billing',
    identifier: [{ system: 'urn:oid:2.16.840.1.113883.4.4', value: tin }],
  };
  const claim = {
    resourceType: 'Claim',
    id: 'bill',
    status: 'active',
    use: 'claim',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
    patient: { reference: patient?.fullUrl },
    created: '2026-12-10',
    provider: { reference: 'Organization/billing' },
    priority: { coding: [{ code: 'normal' }] },
    insurance: [{ sequence: 1, focal: true, coverage: { reference: coverage?.fullUrl }, preAuthRef: ['AUTH-1'] }],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93351' }] },
        servicedDate: '2026-12-10',
        ...item,
      },
    ],
  };
  const body = { ...order, entry: [{ resource: claim }, { resource: billing }, ...(order.entry ?? [])] };
  const reply = await claimCheck(requestTo('claim-check', {}, body), harness.harness);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return JSON.stringify(reply.body);
};

test('a claim under another TIN than was asked for is told so; under the same one not', async () => {
  expect(await check('98-7654321')).toMatch(/authorization-requested-tin.*another tax number/);
  expect(await check('12-3456789')).not.toContain('authorization-requested-tin');
});

test('a claim for the reading alone: whose number it needs is said, or to be asked', async () => {
  const reading = { modifier: [{ coding: [{ code: '26' }] }] };
  expect(await check('12-3456789', reading)).toMatch(/reader-number.*Ask the plan whether a separate reading group/);
  expect(await check('12-3456789')).not.toContain('reader-number');
});
