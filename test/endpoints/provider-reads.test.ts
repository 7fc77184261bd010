import type { FhirResource } from 'fhir/r4';
import { afterEach, expect, test } from 'vitest';
import { chartOf, type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { NPIS, requestableOrder } from '../support/requests.ts';

let harness: EhrHarness | undefined;
afterEach(() => harness?.close());

const PRACTICE = { submission: { practice: { name: { organization: 'Heart Practice' }, npi: '2000000028' } } };

const open = async (tenant: object, charts: readonly FhirResource[]) => {
  harness = await openEhrHarness({}, tenant);
  harness.stub.charts.push(...charts);
  await harness.receive({ detail: { source: harness.source.id, reference: 'ServiceRequest/o1' } });
  await harness.drain();
  const record = await harness.record('o1');
  return { harness, parties: record && (await harness.ports.authorizations.parties(harness.tenantId, record)) };
};
const PROVIDERS = ['Practitioner/orderer', 'PractitionerRole/reader', 'Practitioner/performer', 'Organization/group'];

test('who orders and who performs are read from the EHR, so that a request has their numbers without a person', async () => {
  const { harness: opened, parties } = await open(PRACTICE, chartOf('o1', requestableOrder('o1')));
  expect(parties).toMatchObject({
    ordering: { npi: NPIS.ordering, name: { family: 'Ordway' } },
    rendering: { npi: NPIS.rendering },
    group: { npi: NPIS.group, tin: '123456789' },
  });
  expect(opened.stub.names()).toEqual(expect.arrayContaining(PROVIDERS));
  expect(new Set(opened.stub.names()).size).toBe(opened.stub.names().length);
});

test('a tenant that makes nothing of their numbers does not read them', async () => {
  const { harness: opened } = await open({}, chartOf('o1', requestableOrder('o1')));
  expect(opened.stub.names().filter((name) => /^Practitioner/.test(name))).toEqual([]);
});

test('a role that cannot be read leaves its numbers unknown, and the order is answered', async () => {
  const charts = chartOf('o1', requestableOrder('o1')).filter(
    ({ resourceType }) => resourceType !== 'PractitionerRole',
  );
  const { harness: opened, parties } = await open(PRACTICE, charts);
  expect(parties?.rendering).toBeUndefined();
  expect(parties?.ordering).toMatchObject({ npi: NPIS.ordering });
  expect(await opened.record('o1')).toMatchObject({ version: 1, payer: 'emblemhealth' });
  expect(opened.logged.find((line) => line.includes('"event":"chart-read"'))).toContain('PractitionerRole');
});

test('no more providers are read than the bound', async () => {
  const charts = chartOf('o1', requestableOrder('o1')).map((one) =>
    one.resourceType === 'ServiceRequest'
      ? { ...one, performer: Array.from({ length: 60 }, (_, at) => ({ reference: `Practitioner/p${at}` })) }
      : one,
  );
  const { harness: opened } = await open(PRACTICE, charts);
  expect(opened.stub.names().filter((name) => name.startsWith('Practitioner/')).length).toBeLessThanOrEqual(20);
});
