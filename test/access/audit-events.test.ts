import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, MARKS, orderMessage } from '../support/endpoint-messages.ts';
import { MESSAGE_ENDPOINTS, POST_ENDPOINTS } from '../support/post-endpoints.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const get = (path: string) => harness.ways.direct({ method: 'GET', path });
const post = (path: string, body: unknown, headers = {}) =>
  harness.ways.direct({ method: 'POST', path, body, headers });
const eventsOf = async (query: string): Promise<Answered['body'][]> => {
  const { status, body } = await get(`/r4/AuditEvent?${query}&_count=100`);
  expect(status).toBe(200);
  return (body.entry ?? []).map(({ resource }: { resource: unknown }) => resource);
};
const doorOf = (event: Answered['body']): string => event.entity.at(-1).name;
const referencesOf = (event: Answered['body']): string[] =>
  event.entity.flatMap(({ what }: Answered['body']) => what?.reference ?? []);

const later = (): void => {
  harness.time.now = new Date(Date.parse(harness.time.now) + 1_000).toISOString();
};

/** The newest entry after the work is done. */
const entryOf = async (work: () => Promise<Answered>): Promise<Answered['body']> => {
  later();
  const at = harness.time.now;
  await work();
  const [event] = (await eventsOf(`agent=open&date=${at.slice(0, 19)}Z`)).filter(
    (one) => doorOf(one) !== 'audit-search',
  );
  return event;
};

describe('every access through an endpoint', () => {
  test.each(POST_ENDPOINTS.map((door) => [door.name, door] as const))('%s, with its patient', async (name, door) => {
    await post(MESSAGE_ENDPOINTS[0]!.path, MESSAGE_ENDPOINTS[0]!.message());
    const event = await entryOf(() => post(door.path, door.message(), { 'x-correlation-id': `follow-${name}` }));
    expect(doorOf(event)).toBe(name);
    expect(referencesOf(event)).toContain('Patient/p1');
    expect(event.outcome).toBe('0');
    expect(event.entity.at(-1).what.identifier.value).toBe(`follow-${name}`);
  });

  test.each([
    ['/r4/ServiceRequest/known/$authorization-status', 'R'],
    ['/r4/Task/north..known', 'R'],
    ['/r4/Task?focus=known', 'E'],
    ['/r4/Task?patient=p1', 'E'],
    ['/r4/CoverageEligibilityResponse?request=known', 'E'],
    ['/r4/Provenance?target=Task/north..known', 'E'],
  ])('GET %s', async (path, action) => {
    const event = await entryOf(() => get(path));
    expect(event).toMatchObject({ action, outcome: '0' });
    expect(referencesOf(event)).toEqual(expect.arrayContaining(['Patient/p1', 'ServiceRequest/known']));
  });

  test('a decision is an update, and a refused one is noted too', async () => {
    const path = '/r4/ServiceRequest/known/$record-decision';
    expect(await entryOf(() => post(path, decisionMessage('approved', { number: ['String', 'A-2'] })))).toMatchObject({
      action: 'U',
      outcome: '0',
    });
    const refused = await entryOf(() => post(path, decisionMessage('perhaps')));
    expect(refused).toMatchObject({ outcome: '4', outcomeDesc: '400' });
  });

  test.each(['/health', '/r4/metadata', '/r4/Questionnaire', '/r4/$coverage-map?date=2026-06-01'])(
    '%s says nothing of any patient and is not noted',
    async (path) => {
      expect(await harness.auditCallsOf(() => get(path))).toEqual({});
    },
  );

  test('costs one call', async () => {
    for (const door of POST_ENDPOINTS)
      expect(await harness.auditCallsOf(() => post(door.path, door.message())), door.name).toEqual({ Put: 1 });
    expect(await harness.auditCallsOf(() => get('/r4/Task?patient=p1'))).toEqual({ Put: 1 });
  });
});

describe('searching', () => {
  test.each(WAYS)('by patient, by user and by date, newest first, in pages (%s)', async (way) => {
    const ask = (path: string) => harness.ways[way]({ method: 'GET', path });
    const first = await ask('/r4/AuditEvent?patient=Patient/p1&agent=open&date=ge2026-06-01&_count=3');
    const times = first.body.entry.map(({ resource }: Answered['body']) => resource.id);
    expect(times).toEqual(times.toSorted().reverse());
    expect(times).toHaveLength(3);
    const next = first.body.link.find(({ relation }: Answered['body']) => relation === 'next').url;
    const second = await ask(new URL(next).pathname + new URL(next).search);
    expect(second.body.entry[0].resource.id < times[2]).toBe(true);
    const read = await ask(`/r4/AuditEvent/${times[0]}`);
    expect(read.body).toEqual(first.body.entry[0].resource);
  });

  test('entries outside the range are not found', async () => {
    expect(await eventsOf('patient=p1&date=lt2026-06-01')).toEqual([]);
    expect(await eventsOf('patient=p2')).toEqual([]);
    expect(await eventsOf('agent=nobody')).toEqual([]);
    expect(await eventsOf('patient=p1&agent=nobody')).toEqual([]);
    expect((await get('/r4/AuditEvent/20260601T150000.000Z-none')).status).toBe(404);
    expect((await get('/r4/AuditEvent?date=2026-06-01')).status).toBe(400);
    expect((await get('/r4/AuditEvent?patient=p1&_cursor=forged')).status).toBe(400);
  });

  test('searching the trail is itself noted', async () => {
    later();
    await eventsOf('patient=p1');
    const [event] = await eventsOf('patient=p1');
    expect(doorOf(event)).toBe('audit-search');
    const asked = await get(`/r4/AuditEvent/${event.id}`);
    expect(referencesOf(asked.body)).toContain('Patient/p1');
  });

  test('an access to several patients is found by each of them', async () => {
    await post(
      MESSAGE_ENDPOINTS[0]!.path,
      orderMessage('other', () => undefined, 'p7'),
    );
    later();
    await get('/r4/Task?business-status=required,information-needed,approved,not-required,unknown');
    for (const patient of ['p1', 'p7']) {
      const [event] = (await eventsOf(`patient=${patient}`)).filter((one) => doorOf(one) === 'task-search');
      expect(referencesOf(event)).toEqual(expect.arrayContaining(['Patient/p1', 'Patient/p7']));
    }
  });
});

test('Provenance says by which rules, tables, engine and facts each determination was made', async () => {
  const { body } = await get('/r4/Provenance?target=ServiceRequest/known');
  expect(body.entry.length).toBeGreaterThan(1);
  const [newest] = body.entry.map(({ resource }: Answered['body']) => resource);
  expect(newest.policy[0]).toMatch(/Library\/uhc-commercial-2026-01-01\|1\.1\.0$/);
  expect(newest.agent[0].who.display).toMatch(/^Stresspass engine \S+$/);
  expect(
    newest.entity.filter(({ what }: Answered['body']) => /^sha256:[0-9a-f]{64}$/.test(what.identifier?.value)).length,
  ).toBeGreaterThan(1);
  expect((await get('/r4/Provenance?target=Task/north..nothing')).body.total).toBe(0);
  expect((await get('/r4/Provenance?target=Patient/p1')).status).toBe(400);
});

test('no name, number or birth date is in an entry', async () => {
  const all = JSON.stringify(await eventsOf('agent=open'));
  expect(all.length).toBeGreaterThan(5_000);
  expect(MARKS.filter((mark) => all.includes(mark))).toEqual([]);
});
