import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { relayOutbox } from '../../shared/app/outbox/relay-outbox.ts';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import type { PayerResponse } from '../../shared/core/submission/payer-response.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { runAs } from '../support/own-partitions.ts';
import { answered, NPIS, requestableOrder, standInPayer } from '../support/requests.ts';

const ENDPOINT = {
  kind: 'fhir-pas',
  name: 'sandbox',
  payer: 'emblemhealth',
  base: 'https://payer.example/fhir',
} as const;
let harness: EndpointHarness;
let says: (asked: ToSend) => PayerResponse = (asked) => answered(asked, { number: 'AUTH-1' });
const payer = standInPayer((asked) => says(asked));

const call = (method: 'GET' | 'POST', id: string, operation: string, body?: unknown, headers = {}) =>
  harness.ways.direct({ method, path: `/r4/ServiceRequest/${id}/$${operation}`, body, headers });
const given = (...parameter: readonly Part[]) => ({ resourceType: 'Parameters', parameter });
const partsOf = (body: Part): readonly Part[] => body.parameter[0].part;
const one = (body: Part, name: string): Part | undefined => partsOf(body).find((part) => part.name === name);
const relay = () => runAs('IntentRelay', () => relayOutbox(harness.ports));
const assess = (id: string, spoil?: Parameters<typeof requestableOrder>[1]) =>
  harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: requestableOrder(id, spoil) });

beforeAll(async () => {
  harness = await openEndpointHarness((open) => ({
    ...open,
    ports: { ...open.ports, payerChannels: payer.channel, events: { publish: async () => undefined } },
  }));
  await harness.ports.settings.put({ ...TENANT, submission: {}, payerEndpoints: [ENDPOINT] });
});
afterAll(() => harness.close());

test('one button: prepared, sent, decided; both sides stand there to be read', async () => {
  await assess('one');
  const prepared = await call('POST', 'one', 'prepare-request');
  expect(one(prepared.body, 'state')).toMatchObject({ valueCode: 'ready' });
  const before = payer.sent.length;
  const etag = prepared.headers.etag ?? '';
  const sent = await call('POST', 'one', 'send-request', undefined, { 'if-match': etag });
  expect([sent.status, one(sent.body, 'state')?.valueCode]).toEqual([200, 'sent']);
  // Pressed again, with the version of the first press.
  expect((await call('POST', 'one', 'send-request', undefined, { 'if-match': etag })).status).toBe(200);
  await relay();
  await relay();
  expect(payer.sent.length - before).toBe(1);
  const content = payer.sent.at(-1)?.content;
  expect(content).toMatchObject({
    member: { memberId: 'MEMBER-4711', family: 'Zzyzx', given: 'Quill', birthDate: '1968-04-17' },
    ordering: { npi: NPIS.ordering },
    rendering: { npi: NPIS.rendering },
    group: { npi: NPIS.group, tin: '123456789' },
    site: { address: { city: 'Columbus' } },
    items: [{ sequence: 1, code: '93351', diagnoses: ['R07.2'] }],
  });
  const { body } = await call('GET', 'one', 'requests');
  expect(one(body, 'state')?.valueCode).toBe('decided');
  const name = one(body, 'exchange')?.part.find((part: Part) => part.name === 'name').valueString;
  const { body: whole } = await call('GET', 'one', `requests?exchange=${name}`);
  const sides = one(whole, 'exchange')?.part.map((part: Part) => part.name);
  expect(sides).toEqual(expect.arrayContaining(['sent', 'received']));
  const task = await call('GET', 'one', 'authorization-status');
  expect(JSON.stringify(task.body)).toContain('AUTH-1');
  expect(JSON.stringify(task.body)).toContain("Request handed over to the payer's FHIR endpoint.");
});

test('a version that is not the one on file sends nothing', async () => {
  await assess('raced');
  const { headers } = await call('POST', 'raced', 'prepare-request');
  await call('POST', 'raced', 'prepare-request', given({ name: 'note', valueString: 'See the ECG.' }));
  const late = await call('POST', 'raced', 'send-request', undefined, { 'if-match': headers.etag ?? '' });
  expect(late.status).toBe(412);
  const { body } = await call('GET', 'raced', 'requests');
  expect(one(body, 'state')?.valueCode).toBe('ready');
});

test('what is missing is given once, and kept for the next time', async () => {
  await assess('draft', (bundle) => {
    for (const { resource } of bundle.entry ?? [])
      if (resource?.resourceType === 'Organization' && resource.id === 'group') delete resource.identifier;
  });
  const draft = await call('POST', 'draft', 'prepare-request');
  expect(one(draft.body, 'state')?.valueCode).toBe('draft');
  expect((await call('POST', 'draft', 'send-request')).status).toBe(400);
  const done = await call('POST', 'draft', 'prepare-request', given({ name: 'tin', valueString: '98-7654321' }));
  expect(one(done.body, 'state')?.valueCode).toBe('ready');
  const again = await call('POST', 'draft', 'prepare-request');
  expect(one(again.body, 'state')?.valueCode).toBe('ready');
});

test('a document that was asked for goes out with an update', async () => {
  await assess('papers');
  says = (asked) =>
    answered(asked, { action: 'pended', needs: [{ kind: 'document', says: 'Resting ECG', loinc: '11524-6' }] });
  await call('POST', 'papers', 'prepare-request');
  await call('POST', 'papers', 'send-request');
  await relay();
  const pended = await call('GET', 'papers', 'requests');
  expect(one(pended.body, 'need')?.part).toMatchObject([{ valueCode: 'document' }, {}, { valueCode: '11524-6' }]);
  says = (asked) => answered(asked, { number: 'AUTH-2' });
  const attachment = { contentType: 'application/pdf', title: 'resting-ecg', data: 'JVBERi0=' };
  await call('POST', 'papers', 'prepare-request', given({ name: 'document', valueAttachment: attachment }));
  await call('POST', 'papers', 'send-request');
  await relay();
  const { what, content, previousMessageId } = payer.sent.at(-1) ?? {};
  expect([what, previousMessageId]).toEqual(['update', payer.sent.at(-2)?.messageId]);
  const [document] = content?.documents ?? [];
  expect(document).toMatchObject({ name: 'resting-ecg', loinc: '18824-3', state: 'attached' });
  expect(await harness.ports.documents.get(TENANT.id, document?.digest ?? '')).toBe('JVBERi0=');
  expect(one((await call('GET', 'papers', 'requests')).body, 'state')?.valueCode).toBe('decided');
});

test('an answer for another trace, another member or a code never asked for records nothing', async () => {
  const wrong: readonly (readonly [string, (asked: ToSend) => PayerResponse, string])[] = [
    ['w1', (asked) => answered(asked, { number: 'X-1' }, { traces: [{ value: 'SOMEBODY-ELSE' }] }), 'other-trace'],
    ['w2', (asked) => answered(asked, { number: 'X-2' }, { memberId: 'OTHER-1' }), 'other-member'],
    ['w3', (asked) => answered(asked, { number: 'X-3', code: '78452' }), 'code-not-asked'],
    ['w4', (asked) => answered(asked, { number: asked.content.trace.value }), 'no-authorization-number'],
  ];
  for (const [id, answer, finding] of wrong) {
    await assess(id);
    says = answer;
    await call('POST', id, 'prepare-request');
    await call('POST', id, 'send-request');
    await relay();
    const { body } = await call('GET', id, 'requests');
    expect([id, one(body, 'finding')?.part[0].valueCode]).toEqual([id, finding]);
    const task = JSON.stringify((await call('GET', id, 'authorization-status')).body);
    expect(task).not.toMatch(/X-[123]"|"approved"/);
  }
});

test('taken back before it left: nothing leaves; taken back after: the payer is told', async () => {
  says = (asked) =>
    asked.what === 'cancel' ? answered(asked, { action: 'cancelled' }) : { is: 'acknowledged', reference: 'R-1' };
  await assess('back');
  await call('POST', 'back', 'prepare-request');
  await call('POST', 'back', 'send-request');
  const before = payer.sent.length;
  await call('POST', 'back', 'withdraw-request');
  await relay();
  expect(payer.sent.length).toBe(before);
  await call('POST', 'back', 'prepare-request');
  await call('POST', 'back', 'send-request');
  await relay();
  expect(one((await call('GET', 'back', 'requests')).body, 'state')?.valueCode).toBe('acknowledged');
  await call('POST', 'back', 'withdraw-request');
  await relay();
  expect(payer.sent.at(-1)).toMatchObject({ what: 'cancel', reference: 'R-1' });
  expect(one((await call('GET', 'back', 'requests')).body, 'state')?.valueCode).toBe('withdrawn');
});

describe('every request of a tenant', () => {
  const list = (query = '', headers = {}) =>
    harness.ways.direct({ method: 'GET', path: `/r4/$exchanges${query}`, body: undefined, headers });
  const rowsOf = (body: Part): readonly (readonly Part[])[] =>
    (body.entry ?? []).map(({ resource }: Part) => resource.parameter);
  const partIn = (row: readonly Part[], name: string): Part | undefined => row.find((part) => part.name === name);
  const later = (ms: number) => {
    harness.time.now = new Date(Date.parse(harness.time.now) + ms).toISOString();
  };
  const ordersOf = (body: Part) => rowsOf(body).map((row) => partIn(row, 'order')?.valueReference.reference);

  test('stands there by its last change, with its exchanges; nothing new is nothing to read', async () => {
    says = (asked) => answered(asked, { number: 'AUTH-9' });
    later(60_000);
    await assess('listed');
    await call('POST', 'listed', 'prepare-request');
    await call('POST', 'one', 'prepare-request');
    const { status, body, headers } = await list();
    expect([status, ordersOf(body)[0]]).toEqual([200, 'ServiceRequest/listed']);
    const row = rowsOf(body).find((each) => partIn(each, 'order')?.valueReference.reference === 'ServiceRequest/one');
    const request = partIn(row ?? [], 'request')?.part ?? [];
    expect(partIn(request, 'exchange')?.part).toEqual(
      expect.arrayContaining([
        { name: 'what', valueCode: 'submit' },
        { name: 'outcome', valueCode: 'answered' },
      ]),
    );
    expect(JSON.stringify(body.link)).not.toMatch(/Zzyzx|Quill|MEMBER/);
    const again = { 'if-none-match': headers.etag ?? '' };
    expect((await list('', again)).status).toBe(304);
    await call('POST', 'listed', 'send-request');
    expect((await list('', again)).status).toBe(200);
  });

  test('page by page each is told once', async () => {
    const all = ordersOf((await list('?_count=100')).body);
    const found: (string | undefined)[] = [];
    for (let query: string | undefined = '?_count=2'; query; ) {
      const { body } = await list(query);
      expect(rowsOf(body).length).toBeLessThanOrEqual(2);
      found.push(...ordersOf(body));
      const next = body.link.find((each: Part) => each.relation === 'next');
      query = next && new URL(next.url).search;
    }
    expect(found).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
  });

  test('is of this tenant alone, and the trail says whose orders were shown', async () => {
    const page = await harness.ports.submissions.list(tenantId('elsewhere'), { limit: 10 });
    expect(page.rows).toEqual([]);
    later(60_000);
    await list();
    const agent = { method: 'GET', path: '/r4/AuditEvent?agent=open&_count=1', body: undefined, headers: {} } as const;
    const { body } = await harness.ways.direct(agent);
    expect(JSON.stringify(body)).toMatch(/Requests to payers[\s\S]*Patient\/|Patient\/[\s\S]*Requests to payers/);
  });

  test.each(['?_cursor=zzz', '?_count=0', '?patient=1'])('%s is refused', async (query) => {
    expect((await list(query)).status).toBe(400);
  });
});
