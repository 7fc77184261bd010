import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackText } from '../../shared/adapters/dynamodb/compress.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

interface Told {
  readonly name?: readonly Part[];
  readonly lastUpdated?: string;
  readonly patient?: string;
}
const message = (id: string, { name, lastUpdated, patient = 'p1' }: Told): Part => {
  const told = orderMessage(
    id,
    (one) => {
      if (lastUpdated) one.meta = { lastUpdated };
    },
    patient,
  );
  for (const { resource } of told.entry)
    if (resource.resourceType === 'Patient') {
      if (name) resource.name = name;
      else delete resource.name;
    }
  return told;
};
const assess = async (id: string, told: Told) =>
  expect(
    (await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: message(id, told) })).status,
  ).toBe(200);
const get = async (path: string): Promise<Part> => (await harness.ways.direct({ method: 'GET', path })).body;
const namesOf = async (id: string) => {
  const task = await get(`/r4/ServiceRequest/${id}/$authorization-status`);
  const list = await get('/r4/$worklist?date=2026-06-15');
  const row = list.entry.find((one: Part) => JSON.stringify(one).includes(`"ServiceRequest/${id}"`));
  const listed = row.resource.parameter.find((one: Part) => one.name === 'patient');
  return [listed.valueReference.display, task.for.display];
};
const called = (family: string) => [{ family, given: ['Bo'] }];

test('the name of a newer message replaces the one on file, also where the order is the same', async () => {
  await assess('married', { name: called('Ellery') });
  expect(await namesOf('married')).toEqual(['Ellery, Bo', 'Ellery, Bo']);
  await assess('married', { name: called('Vantongeren') });
  expect(await namesOf('married')).toEqual(['Vantongeren, Bo', 'Vantongeren, Bo']);
  await assess('married', {});
  expect(await namesOf('married')).toEqual(['Vantongeren, Bo', 'Vantongeren, Bo']);
});

test('the name of an older message does not', async () => {
  await assess('late', { name: called('Newname'), lastUpdated: '2026-05-20T10:00:00Z' });
  await assess('late', { name: called('Oldname'), lastUpdated: '2026-05-19T10:00:00Z' });
  expect(await namesOf('late')).toEqual(['Newname, Bo', 'Newname, Bo']);
});

test('the same name again changes nothing', async () => {
  await assess('again', { name: called('Ellery') });
  const before = await harness.scan();
  await assess('again', { name: called('Ellery') });
  expect(await harness.scan()).toEqual(before);
});

test('the name does not stay with an order that is another patient’s now', async () => {
  await assess('handed', { name: called('Ellery') });
  await assess('handed', { patient: 'p2' });
  expect(await namesOf('handed')).toEqual(['Name not on file', undefined]);
});

test('where no message told one, the list says so', async () => {
  await assess('nameless', {});
  expect(await namesOf('nameless')).toEqual(['Name not on file', undefined]);
});

/** Everything a stored item says, with its packed parts opened. */
const opened = (value: unknown): string =>
  JSON.stringify(value, (_, part) => {
    const bytes =
      part?.type === 'Buffer'
        ? Buffer.from(part.data)
        : part && typeof part === 'object' && '0' in part && !Array.isArray(part)
          ? Buffer.from(Object.values(part) as number[])
          : undefined;
    if (!bytes) return part;
    try {
      return unpackText(bytes);
    } catch {
      return bytes.toString('latin1');
    }
  });

test('nothing in the table reads as the name, opened or not', async () => {
  await assess('hidden', { name: [{ family: 'Quisenberry-Zwolle', given: ['Xanthoula'] }] });
  const items = (await harness.scan()).map((item) => opened(JSON.parse(item)));
  expect(items.some((item) => item.includes('sealedName'))).toBe(true);
  expect(items.filter((item) => /Quisenberry|Xanthoula/.test(item))).toEqual([]);
});

test('whose names were read is in the audit trail; that nothing changed is not', async () => {
  const entries = () => harness.ports.audit.between(TENANT.id, '2026-06-01T00:00:00.000Z', '2026-06-02T00:00:00.000Z');
  const { headers } = await harness.ways.direct({ method: 'GET', path: '/r4/$worklist?date=2026-06-15&_count=2' });
  const all = await entries();
  const lists = all.filter(({ door }) => door === 'worklist-days');
  expect(
    lists.some(({ orders, patients, action }) => orders.length === 2 && patients.length > 0 && action === 'E'),
  ).toBe(true);
  const again = { 'if-none-match': headers.etag ?? '' };
  const path = '/r4/$worklist?date=2026-06-15&_count=2';
  expect((await harness.ways.direct({ method: 'GET', path, headers: again })).status).toBe(304);
  expect((await entries()).length).toBe(all.length);
});
