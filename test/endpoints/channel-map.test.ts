import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { type EndpointHarness, openEndpointHarness, TENANT, WAYS } from '../support/endpoint-harness.ts';
import { answersMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { INSIDE } from '../support/visit-situations.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const settle = (more: Partial<Tenant> = {}) => harness.ports.settings.put({ ...TENANT, ...more });
beforeEach(() => settle());

const FACTS = {
  canExercise: { valueBoolean: false },
  ecgReadable: { valueBoolean: true },
  chestPain: { valueCoding: { code: 'possible-cardiac' } },
};
type Values = readonly (readonly [name: string, value: unknown])[];
const NAMES = 'channel channelVersion channelSays channelStale whoMustAsk portal phone fax'.split(' ');
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Parts of an extension, of a parameter and outputs of a Task are read alike. */
const read = (
  parts: readonly Part[],
  nameOf: (part: Part) => string,
  as: (name: string) => string = (name) => name,
): Values =>
  NAMES.flatMap((name) => {
    const found = parts.find((one) => nameOf(one) === as(name));
    return found ? [[name, found.valueCode ?? found.valueString ?? found.valueDate]] : [];
  });
const nextOf = (parts: readonly Part[]) => {
  const next = parts.find((one) => (one.name ?? one.url) === 'nextAction');
  return (next?.part ?? next?.extension ?? []) as readonly Part[];
};

/** What answer, Task, slot and list say of how the request of a new order is sent. */
const told = async (id: string, bend: (message: Part) => void = () => undefined) => {
  const post = async (path: string, body: unknown) => (await harness.ways.direct({ method: 'POST', path, body })).body;
  const message = orderMessage(id);
  bend(message);
  await post('/r4/ServiceRequest/$assess', message);
  const answered = await post(`/r4/ServiceRequest/${id}/$answer`, answersMessage(FACTS));
  const task = (await harness.ways.direct({ method: 'GET', path: `/r4/ServiceRequest/${id}/$authorization-status` }))
    .body;
  const start = { name: 'start', valueDateTime: INSIDE };
  const slot = await post(`/r4/ServiceRequest/${id}/$bookable`, { resourceType: 'Parameters', parameter: [start] });
  const csv = { 'content-type': 'text/csv', accept: 'application/fhir+json' };
  const list = await fetch(`${harness.url}/r4/$worklist`, {
    method: 'POST',
    headers: csv,
    body: `order,start\n${id},${INSIDE}\n`,
  });
  const [row] = ((await list.json()) as Part).entry;
  const url = (part: Part) => part.url;
  const name = (part: Part) => part.name;
  const ofTask = read(task.output, ({ type }) => type.coding[0].code, dashed);
  const places = [
    read(nextOf(answered.insurance[0].item[0].extension[0].extension), url),
    ofTask,
    read(nextOf(slot.parameter), name),
    read(nextOf(row.resource.parameter), name),
  ];
  return { places, first: Object.fromEntries(ofTask), text: JSON.stringify([answered, task]) };
};

const HIGHMARK = (message: Part) => {
  partOf(message, 'Organization').identifier[0].value = 'highmark';
};

describe('a request that is next', () => {
  test('says in the answer, on the Task, in the slot and in the list how it is sent, and whose office must', async () => {
    const { places, first, text } = await told('portal', HIGHMARK);
    expect(first).toMatchObject({ channel: 'portal', whoMustAsk: 'ordering', portal: 'https://www.evicore.com' });
    expect(first.channelSays).toMatch(/^Use the portal: eviCore, evicore\.com\. The ordering office must ask/);
    for (const place of places) expect(place).toEqual(places[0]);
    expect(text).toContain('providers.highmark.com');
    expect(text).toContain('Ask the plan whether a separate reading group’s own claim');
  });

  test('goes electronically where the settings have an endpoint for it', async () => {
    const endpoint = {
      kind: 'fhir-pas',
      name: 'highmark-pas',
      payer: 'highmark',
      base: 'https://pas.example',
    } as const;
    await settle({ payerEndpoints: [endpoint] });
    const { places, first } = await told('electronic', HIGHMARK);
    expect(first).toMatchObject({ channel: 'fhir-pas', channelVersion: '2.2.1', whoMustAsk: 'ordering' });
    for (const place of places) expect(place).toEqual(places[0]);
  });

  test('goes by what the tenant says, which the Task follows at once', async () => {
    await told('edited', HIGHMARK);
    const fax = { kind: 'fax', fax: '800-555-0102' } as const;
    await settle({
      channels: [{ payer: 'highmark', transaction: 'prior-auth', ways: [fax], by: 'A. Lee', on: '2026-05-20' }],
    });
    const path = '/r4/ServiceRequest/edited/$authorization-status';
    const { body } = await harness.ways.direct({ method: 'GET', path });
    expect(JSON.stringify(body)).toContain('A. Lee, 2026-05-20');
    expect(Object.fromEntries(read(body.output, ({ type }) => type.coding[0].code, dashed))).toMatchObject({
      channel: 'fax',
    });
  });

  test('says how old a statement is that nobody confirmed for long', async () => {
    const { first, text } = await told('stale');
    expect(first).toMatchObject({ channel: 'portal', whoMustAsk: 'ordering', channelStale: '2013-07-01' });
    expect(text).toContain('Last known to hold on 2013-07-01');
  });

  test('is not said of an order whose next action is another', async () => {
    const post = await harness.ways.direct({
      method: 'POST',
      path: '/r4/ServiceRequest/$assess',
      body: orderMessage('open'),
    });
    expect(JSON.stringify(post.body)).not.toContain('whoMustAsk');
  });
});

describe.each(WAYS)('GET /r4/$channel-map, %s', (way) => {
  const get = (query = '') => harness.ways[way]({ method: 'GET', path: `/r4/$channel-map${query}` });
  const named = (parts: readonly Part[] | undefined, name: string) => (parts ?? []).filter((one) => one.name === name);
  const valueIn = (row: Part, name: string) => {
    const found = named(row.part, name)[0];
    return (
      found?.valueCode ?? found?.valueString ?? found?.valueDate ?? found?.valueBoolean ?? found?.valueCoding?.code
    );
  };

  test('lists every payer: its rows, or that nothing is held', async () => {
    const { status, body } = await get('?date=2026-06-15');
    expect(status).toBe(200);
    const payers = [...named(body.parameter, 'row'), ...named(body.parameter, 'unheld')].map((row) =>
      valueIn(row, 'payer'),
    );
    expect(new Set(payers)).toEqual(new Set(loadRules().payers.map(({ id }) => id)));
    expect(named(body.parameter, 'unheld').map((row) => valueIn(row, 'payer'))).toContain('medicaid');
  });

  test('tells what a payer wants of each NPI, and what a rejection for one means', async () => {
    const { body } = await get('?payer=original-medicare&date=2026-06-15');
    const [rule] = named(body.parameter, 'enrolment');
    expect(valueIn(rule!, 'rejectReason')).toBe('41');
    expect(valueIn(rule!, 'says')).toContain('not attested, which says nothing about the patient’s coverage');
    const { body: before } = await get('?payer=original-medicare&date=2026-05-10');
    expect(named(before.parameter, 'enrolment')).toEqual([]);
  });

  test('has the tenant’s own rows first, and its word that a row holds', async () => {
    const rowsOf = async () => named((await get('?payer=aetna-commercial&date=2026-06-15')).body.parameter, 'row');
    expect((await rowsOf()).map((row) => [valueIn(row, 'id'), valueIn(row, 'stale')])).toEqual([
      ['aetna-evicore', true],
    ]);
    const phone = { kind: 'phone', phone: '800-555-0100' } as const;
    await settle({
      channels: [
        {
          payer: 'aetna-commercial',
          transaction: 'prior-auth',
          states: ['OH'],
          ways: [phone],
          by: 'A. Lee',
          on: '2026-05-20',
        },
        { confirms: 'aetna-evicore', by: 'A. Lee', on: '2026-05-21' },
      ],
    });
    const rows = await rowsOf();
    expect(rows.map((row) => [valueIn(row, 'changedBy'), valueIn(row, 'confirmed'), valueIn(row, 'stale')])).toEqual([
      ['A. Lee', '2026-05-20', undefined],
      [undefined, '2026-05-21', false],
    ]);
  });

  test.each(['?payer=nobody', '?date=June', '?state=FL'])('refuses %s', async (query) => {
    expect((await get(query)).status).toBe(400);
  });
});
