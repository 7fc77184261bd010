import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  DOCTOR_NPI,
  GROUP_NPI,
  markedItem,
  pasExtension,
  pasInquiry,
  pasItem,
  pasRequest,
  pasUpdate,
  put,
} from '../support/pas-messages.ts';
import { actionsOf, numbersOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

let desk: PayerDesk;
let certified = '';
beforeAll(async () => {
  desk = await openPayerDesk();
  certified = numbersOf((await desk.submit(pasRequest({ trace: 'INQ-1', answers: MET }))).body)[0] ?? '';
  await desk.submit(pasRequest({ trace: 'other', items: [pasItem(1, '78452', { servicedDate: '2026-08-01' })] }));
});
afterAll(() => desk.close());

const bundlesOf = (body: Part): readonly Part[] => (body.parameter ?? []).map(({ resource }: Part) => resource);
const found = async (change?: (claim: Part, bundle: Part) => void, name: 'ehr' | 'stranger' = 'ehr') => {
  const { status, body } = await desk.inquire(pasInquiry(change), name);
  expect([status, body.resourceType]).toEqual([200, 'Parameters']);
  return bundlesOf(body).map(actionsOf);
};
const item = (more: Part): Part => ({
  sequence: 1,
  productOrService: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'not-applicable' }],
  },
  ...more,
});

test('by member and requester: every request of theirs, never by the identifier of the inquiry', async () => {
  expect(await found()).toHaveLength(2);
  expect(await found((claim) => put(claim.identifier[0], 'value', 'never-seen'))).toHaveLength(2);
});

test('the older release answers one Bundle', async () => {
  const { status, body } = await desk.inquire(pasInquiry(), 'ehr', '/stu2/r4');
  expect([status, body.resourceType, body.type]).toEqual([200, 'Bundle', 'collection']);
  const responses = body.entry.filter(({ resource }: Part) => resource.resourceType === 'ClaimResponse');
  expect(responses).toHaveLength(2);
  expect(new Set(body.entry.map(({ fullUrl }: Part) => fullUrl)).size).toBe(body.entry.length);
});

const openNeeds = (entries: readonly Part[]): readonly Part[] =>
  entries.filter(({ resource }) => /^(CommunicationRequest|Task)$/.test(resource.resourceType));

test.each(['/r4', '/stu2/r4'])('what a request waits for is told at %s as its own answer told it', async (base) => {
  const theirs = await openPayerDesk();
  try {
    const ask = (trace: string, code: string) => pasRequest({ trace, items: [pasItem(1, code)] });
    const { body: first } = await theirs.submit(ask('NEEDS-1', '93351'), 'ehr', base);
    const { body: second } = await theirs.submit(ask('NEEDS-2', '78452'), 'ehr', base);
    expect(openNeeds(first.entry).map(({ resource }: Part) => resource.resourceType)).toEqual(
      expect.arrayContaining(['CommunicationRequest', 'Task']),
    );
    const { body } = await theirs.inquire(pasInquiry(), 'ehr', base);
    const entries: readonly Part[] = base === '/r4' ? bundlesOf(body).flatMap(({ entry }) => entry) : body.entry;
    for (const submitted of [first, second]) {
      const response = responseOf(submitted);
      const told = entries.find(({ resource }) => resource.id === response.id)?.resource;
      expect(told.communicationRequest).toEqual(response.communicationRequest);
      expect([told.processNote, told.item]).toEqual([response.processNote, response.item]);
      expect(entries).toEqual(expect.arrayContaining([...openNeeds(submitted.entry)]));
      for (const { reference } of told.communicationRequest)
        expect(entries.filter(({ fullUrl }) => fullUrl === reference)).toHaveLength(1);
    }
    expect(openNeeds(entries)).toHaveLength(openNeeds([...first.entry, ...second.entry]).length);
  } finally {
    await theirs.close();
  }
});

test('more than an answer holds: fewer requests are told, and that there are more', async () => {
  const theirs = await openPayerDesk();
  try {
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">${'x'.repeat(900_000)}</div>`;
    const long = (trace: string) =>
      pasRequest({ trace, change: (_, { entry }) => put(entry[1].resource, 'text', { status: 'generated', div }) });
    const told = async () => {
      const { status, body } = await theirs.inquire(pasInquiry());
      expect(status).toBe(200);
      return bundlesOf(body).map(({ resourceType, issue }) => issue?.[0].code ?? resourceType);
    };
    for (let count = 1; count <= 5; count += 1) expect((await theirs.submit(long(`LONG-${count}`))).status).toBe(200);
    expect(await told()).toEqual([...Array(5).fill('Bundle')]);
    for (let count = 6; count <= 7; count += 1) await theirs.submit(long(`LONG-${count}`));
    expect(await told()).toEqual([...Array(4).fill('Bundle'), 'incomplete']);
  } finally {
    await theirs.close();
  }
}, 60_000);

test('narrowed by service, date, number, trace and decision', async () => {
  const only = (more: Part) => found((claim) => put(claim, 'item', [item(more)]));
  const cpt = (code: string) => ({
    productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] },
  });
  expect(await only({})).toHaveLength(2);
  expect(await only(cpt('93351'))).toEqual([{ 1: 'A1' }]);
  expect(await only({ servicedDate: '2026-08-01' })).toEqual([{ 1: 'A4' }]);
  expect(
    await only({ extension: [pasExtension('extension-authorizationNumber', { valueString: certified })] }),
  ).toEqual([{ 1: 'A1' }]);
  expect(await only({ extension: [pasExtension('extension-authorizationNumber', { valueString: 'A-1' })] })).toEqual(
    [],
  );
  const code = { valueCodeableConcept: { coding: [{ system: 'https://codesystem.x12.org/005010/306', code: 'A4' }] } };
  expect(await only({ extension: [pasExtension('extension-reviewActionCode', code)] })).toEqual([{ 1: 'A4' }]);
});

test('another member, another birth date, another provider: nothing', async () => {
  const members = (value: string) => (_: Part, bundle: Part) => {
    bundle.entry[1].resource.identifier[0].value = value;
    bundle.entry[2].resource.subscriberId = value;
  };
  expect(await found(members('MBR-000000'))).toEqual([]);
  expect(await found((_, bundle) => put(bundle.entry[1].resource, 'birthDate', '1961-02-04'))).toEqual([]);
  expect(await found((_, bundle) => put(bundle.entry[4].resource.identifier[0], 'value', '1093817465'))).toEqual([]);
});

test('who renders may ask as well', async () => {
  const asRendering = (claim: Part) => put(claim, 'provider', { reference: 'PractitionerRole/role' });
  expect(await found(asRendering)).toHaveLength(2);
  expect(DOCTOR_NPI).not.toBe(GROUP_NPI);
});

test('a client sees what it sent, and what its organizations order or render; a stranger sees nothing', async () => {
  expect(await found(undefined, 'stranger')).toEqual([]);
  const client = {
    tenant: tenantId(TENANT.id),
    use: 'smart',
    id: 'stranger',
    name: 'Clearing house',
    keys: 'https://keys.example/jwks',
    scopes: ['system/*.cruds'],
  } as const;
  await desk.ports.clients.put({ ...client, organizations: ['1093817465'] });
  expect(await found(undefined, 'stranger')).toEqual([]);
  await desk.ports.clients.put({ ...client, organizations: [GROUP_NPI] });
  expect(await found(undefined, 'stranger')).toHaveLength(2);
});

test('the current state under an earlier number, and every patient told stands in the audit trail', async () => {
  const items = [markedItem(pasItem(1, '93350'), 'changed')];
  await desk.submit(pasUpdate('INQ-1', { trace: 'INQ-2', items, answers: MET }));
  const by = await found((claim) => {
    claim.item = [item({ extension: [pasExtension('extension-authorizationNumber', { valueString: certified })] })];
  });
  expect(by).toEqual([{ 1: 'A1' }]);
  const { body } = await desk.inquire(pasInquiry());
  expect(responseOf(bundlesOf(body)[0] ?? {})).toMatchObject({ use: 'preauthorization' });
  const entries = (await desk.auditItems()).filter((one) => JSON.stringify(one).includes('pas-inquire'));
  expect(entries.length).toBeGreaterThan(0);
});

test('two practices ask for one member and code: each has a number of its own, and is never told the other’s', async () => {
  const theirs = await openPayerDesk();
  try {
    const ask = (trace: string) => pasRequest({ trace, answers: MET });
    const [ehr] = numbersOf((await theirs.submit(ask('TWIN'))).body);
    const [stranger] = numbersOf((await theirs.submit(ask('TWIN'), 'stranger')).body);
    expect([typeof ehr, typeof stranger, ehr === stranger]).toEqual(['string', 'string', false]);
    const told = async (name: 'ehr' | 'stranger') => JSON.stringify((await theirs.inquire(pasInquiry(), name)).body);
    expect(await told('stranger')).toContain(stranger);
    expect(await told('stranger')).not.toContain(ehr);
  } finally {
    await theirs.close();
  }
});
