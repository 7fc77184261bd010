import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../support/endpoint-harness.ts';
import { bundle, decisionMessage, order, orderMessage, type Part, patient } from '../support/endpoint-messages.ts';
import { MESSAGE_ENDPOINTS, POST_ENDPOINTS } from '../support/post-endpoints.ts';
import { MARKED, mark, withMarks } from './marked.ts';
import { ASKED_ROUTES, everyRouteMarked, payerCalls } from './marked-payer-calls.ts';
import { openPrivacyHarness, type PrivacyHarness } from './privacy-harness.ts';

const HOOKS = new URL('../../docs/samples/cds-hooks/', import.meta.url);
const SYNTHEA = new URL('../../../shared/data/synthea-r4/', import.meta.url);
const hooks = readdirSync(HOOKS).map((file): Part => JSON.parse(readFileSync(new URL(file, HOOKS), 'utf8')));
const serviceOf = (hook: Part): string => `/cds-services/${hook.hook}-crd`;

let harness: PrivacyHarness;
beforeAll(async () => {
  harness = await openPrivacyHarness();
});
afterAll(() => harness.close());

const post = (path: string, body: unknown, headers = {}): Promise<unknown> =>
  harness.ask({ method: 'POST', path, body, headers });
const get = (path: string): Promise<unknown> => harness.ask({ method: 'GET', path });
/** Puts a mark where it does not belong. Only as a value: an error may name the element or parameter it is about. */
const spoil = (message: Part, value: string): Part => {
  const [first] = message.entry ?? [];
  Object.assign(first?.resource ?? message, {
    status: value,
    unheardOf: value,
    identifier: [{ use: value, system: value }],
  });
  return message;
};
const marks = Object.values(MARKED);
const events = ['/events/north', '/events/north/ServiceRequest'];

/** Every endpoint as intended, then with each mark where it does not belong. */
const everyDoor = async (): Promise<void> => {
  for (const door of POST_ENDPOINTS) {
    await post(door.path, mark(door.message()));
    for (const value of marks) await post(door.path, spoil(mark(door.message()), value));
    await post(door.path, JSON.stringify(mark(door.message())).slice(0, -200));
    await post(door.path, mark(door.message()), { 'content-type': MARKED.family, accept: MARKED.city });
    await post(`${door.path}?source=${encodeURIComponent(MARKED.line)}`, mark(door.message()));
  }
  for (const hook of hooks) {
    await post(serviceOf(hook), mark(hook), { 'content-type': 'application/json' });
    await post(serviceOf(hook), spoil(mark(hook), MARKED.family), { 'content-type': 'application/json' });
    await post(`${serviceOf(hook)}/feedback`, { feedback: [{ card: MARKED.mrn, outcome: MARKED.given }] });
  }
  for (const path of events) {
    await post(path, mark(orderMessage('told')).entry[0].resource);
    await post(path, spoil(mark(orderMessage('told')), MARKED.member));
    await harness.ask({
      method: 'POST',
      path,
      body: mark(orderMessage('told')),
      headers: { authorization: MARKED.phone },
    });
  }
  for (const value of marks.map(encodeURIComponent)) {
    for (const name of [
      'patient',
      'identifier',
      'focus',
      'status',
      'period',
      'patient:identifier',
      '_cursor',
      'unheardOf',
    ])
      await get(`/r4/Task?${name}=${value}`);
    for (const path of ['AuditEvent', 'CoverageEligibilityResponse', 'Provenance', 'Task', 'Questionnaire'])
      for (const rest of [`?patient=${value}`, `?target=Task/${value}`, `?agent=${value}&date=${value}`, `/${value}`])
        await get(`/r4/${path}${rest}`);
    await get(`/r4/ServiceRequest/${value}/$authorization-status?source=${value}`);
    await post(`/r4/ServiceRequest/${value}/$record-decision`, decisionMessage('denied'));
    await get(`/r4/$worklist?date=${value}&state=${value}&owner=${value}`);
    await get(`/r4/$worklist?date=2026-06-15&assignee=${value}&_cursor=${value}`);
    await get(`/cds-services/${value}`);
  }
};

/** What people write of a patient, and the list that shows names. */
const atTheDesk = async (): Promise<void> => {
  const { family, given, phone } = MARKED;
  await post('/r4/ServiceRequest/$assess', mark(orderMessage('desk')));
  const call = [
    { name: 'with', valueString: family },
    { name: 'number', valueString: phone },
    { name: 'says', valueString: `About ${given} ${family}.` },
  ];
  const parameter = [
    { name: 'assignee', valueString: given },
    { name: 'waitingOn', valueString: family },
    { name: 'note', valueString: `${given} ${family} called from ${phone}.` },
    { name: 'call', part: call },
  ];
  const told = (parts: readonly Part[]) => ({ resourceType: 'Parameters', parameter: parts });
  await post('/r4/ServiceRequest/desk/$follow-up', told(parameter));
  for (const name of ['clear', 'followUp', family])
    await post('/r4/ServiceRequest/desk/$follow-up', told([{ name, valueCode: family }]));
  await post('/r4/ServiceRequest/desk/$follow-up', told([{ name: 'note', valueString: family.repeat(500) }]));
  const list = await harness.ask({ method: 'GET', path: '/r4/$worklist?date=2026-06-15' });
  expect(list.body).toContain(`${family}, ${given}`);
  await get(`/r4/$worklist?date=2026-06-15&assignee=${given}`);
};

const busMessages = (): readonly object[] => [
  { source: 'north', bundle: mark(orderMessage('bus')) },
  { source: 'north', resource: spoil(mark(orderMessage('bus')), MARKED.mrn) },
  { source: MARKED.family, bundle: mark(orderMessage('bus')) },
  { source: 'north', reference: `ServiceRequest/${MARKED.member}` },
  { unheardOf: MARKED.birthDate },
];
const allEvents = async (): Promise<void> => {
  for (const detail of busMessages()) {
    await harness.tell(detail);
    await harness.tell(detail, { source: MARKED.family });
    await harness.tell(detail, { 'detail-type': 'FHIR Appointment' });
  }
  await harness.drain();
  await harness.tick();
};

/** A table, a rule or an adapter that throws errors with patient data in them. */
const failing = async (work: () => Promise<void>): Promise<void> => {
  const { authorizations, audit, inbox, events: bus } = harness.ports;
  const broken = (): never => {
    throw new Error(
      `The item of ${MARKED.given} ${MARKED.family}, ${MARKED.birthDate}, ${MARKED.member} is not readable.`,
    );
  };
  const all = <T extends object>(store: T): T =>
    Object.fromEntries(
      Object.entries(store).map(([name, one]) => [
        name,
        typeof one === 'function' ? broken : typeof one === 'object' ? all(Object(one)) : one,
      ]),
    ) as T;
  Object.assign(harness.harness.ports, { authorizations: all(authorizations) });
  await work();
  Object.assign(harness.harness.ports, { authorizations, audit: all(audit) });
  await work();
  Object.assign(harness.harness.ports, { audit, inbox: { ...inbox, done: broken } });
  await work();
  Object.assign(harness.harness.ports, { inbox, events: all(bus) });
  await work();
  Object.assign(harness.harness.ports, { events: bus });
};

const nothingShows = async (wanted: readonly string[] = marks): Promise<void> => {
  const { log, refusals, queues, bus } = harness.out;
  for (const [name, texts] of Object.entries({ log, refusals, queues, bus })) {
    expect(texts.length, name).toBeGreaterThan(0);
    expect(withMarks(texts, wanted), name).toEqual([]);
  }
  const keys = (await harness.keys()).map((key) => JSON.stringify(key));
  expect(keys.length).toBeGreaterThan(0);
  expect(withMarks(keys, wanted)).toEqual([]);
};

describe('of a uniquely marked patient', () => {
  test('nothing leaks outside the answers, whatever is sent to any endpoint', async () => {
    await everyDoor();
    await atTheDesk();
    for (const ask of [...payerCalls(), ...everyRouteMarked()]) await harness.ask(ask);
    await allEvents();
    // A route nobody asks here is one nobody looked at.
    for (const { method, path } of ASKED_ROUTES) expect([...harness.asked]).toContain(`${method} ${path}`);
    expect(harness.out.refusals.length).toBeGreaterThan(300);
    expect(harness.out.log.length).toBeGreaterThan(500);
    expect(harness.out.queues.length).toBeGreaterThan(10);
    expect(harness.out.bus.length).toBeGreaterThan(0);
    expect(harness.out.log.some((line) => line.includes('CloudWatchMetrics'))).toBe(true);
    expect(harness.out.log.some((line) => line.includes('order-refused'))).toBe(true);
    await nothingShows();
  }, 120_000);

  test('nothing leaks when every error contains patient data', async () => {
    const before = harness.out.refusals.length;
    let rounds = 0;
    await failing(async () => {
      for (const door of POST_ENDPOINTS) await post(door.path, mark(door.message()));
      await get('/r4/Task?patient=p1');
      await get('/r4/Task/north..known');
      await get('/r4/$worklist?date=2026-06-15');
      for (const ask of payerCalls().slice(0, 30)) await harness.ask(ask);
      for (const hook of hooks.slice(0, 3)) await post(serviceOf(hook), mark(hook));
      await harness.tell({ source: 'north', bundle: mark(orderMessage(`fails-${++rounds}`)) });
      await harness.drain();
      await harness.tick();
    });
    const failures = harness.out.refusals
      .slice(before)
      .filter((body) => body.includes('"exception"') || body.includes('"transient"'));
    expect(failures.length).toBeGreaterThan(10);
    for (const failure of ['message-failed', 'intent-failed', 'audit-failed', 'door-failed'])
      expect(
        harness.out.log.some((line) => line.includes(failure)),
        failure,
      ).toBe(true);
    await nothingShows();
  }, 60_000);

  test('the id of the patient is in no log, queue, event or key either', async () => {
    const known = 'pt-quux-881';
    const before = harness.out.log.length;
    await post(
      '/r4/ServiceRequest/$assess',
      orderMessage('by-id', () => undefined, known),
    );
    await get(`/r4/Task?patient=${known}`);
    await get(`/r4/AuditEvent?patient=${known}`);
    await harness.tell({ source: 'north', bundle: orderMessage('by-id-2', () => undefined, known) });
    const announced = harness.out.bus.length;
    await harness.drain();
    await harness.tick();
    expect(harness.out.log.length).toBeGreaterThan(before);
    expect(harness.out.bus.length).toBeGreaterThan(announced);
    const keys = (await harness.keys()).map((key) => JSON.stringify(key));
    expect(withMarks([...harness.out.log, ...harness.out.queues, ...harness.out.bus, ...keys], [known])).toEqual([]);
  });
});

describe.skipIf(!existsSync(SYNTHEA))('of the Synthea patients', () => {
  const files = existsSync(SYNTHEA) ? readdirSync(SYNTHEA).filter((file) => file.endsWith('.json')) : [];

  test.each(files)('%s leaks nowhere', async (file) => {
    const chart: Part = JSON.parse(readFileSync(new URL(file, SYNTHEA), 'utf8'));
    const resources: Part[] = (chart.entry ?? []).map(({ resource }: Part) => resource);
    const person = resources.find(({ resourceType }) => resourceType === 'Patient')!;
    const told = [
      ...person.name.flatMap(({ family, given }: Part) => [family, ...given]),
      person.birthDate,
      ...(person.address ?? []).flatMap(({ line = [] }: Part) => line),
      ...(person.telecom ?? []).map(({ value }: Part) => value),
      ...(person.identifier ?? []).map(({ value }: Part) => value),
    ].filter((one) => typeof one === 'string' && one.length > 4);
    expect(told.length).toBeGreaterThan(4);
    const message = orderMessage(`synthea-${files.indexOf(file)}`, () => undefined, person.id);
    message.entry = message.entry.map((entry: Part) =>
      entry.resource.resourceType === 'Patient' ? { ...entry, resource: person } : entry,
    );
    const whole = bundle(order('with-chart', person.id), person, ...resources.filter((one) => one !== person));
    for (const asked of [message, whole, spoil(structuredClone(message), told[0])]) {
      await post('/r4/ServiceRequest/$assess', asked);
      await harness.tell({ source: 'north', bundle: asked });
    }
    await harness.drain();
    await harness.tick();
    await nothingShows(told);
  });
});

test('the search would find a leak', () => {
  expect(withMarks([`{"name":"${MARKED.member.replaceAll('-', '')}"}`])).toHaveLength(1);
  expect(withMarks([JSON.stringify(mark(patient('p1')))])).toHaveLength(1);
  expect(withMarks([JSON.stringify(MESSAGE_ENDPOINTS.map((door) => door.message()))])).toHaveLength(0);
  const ask: Ask = { method: 'GET', path: '/' };
  expect(withMarks([JSON.stringify(ask)])).toHaveLength(0);
});
