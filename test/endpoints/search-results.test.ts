import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, PUBLIC_URL, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

/** What every FHIR search can be asked about its result: by id, in which order, how many, and leniently. */
let harness: EndpointHarness;
const DAYS: Readonly<Record<string, string>> = { june: '2026-06-15', july: '2026-07-15', august: '2026-08-15' };
const answers: string[] = [];

beforeAll(async () => {
  harness = await openEndpointHarness();
  const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
  for (const [index, id] of Object.keys(DAYS).entries()) {
    harness.time.now = `2026-06-0${3 - index}T15:00:00.000Z`;
    const message = orderMessage(
      id,
      (order) => {
        order.occurrenceDateTime = DAYS[id];
      },
      id === 'august' ? 'p2' : 'p1',
    );
    answers.push((await post('/r4/ServiceRequest/$assess', message)).body.id);
  }
  harness.time.now = '2026-06-05T15:00:00.000Z';
  await post('/r4/ServiceRequest/july/$record-decision', decisionMessage('denied'));
});
afterAll(() => harness.close());

const entries = ({ body }: { body: Part }, mode: string): Part[] =>
  (body.entry ?? []).filter((entry: Part) => entry.search.mode === mode).map(({ resource }: Part) => resource);
const ids = (found: { body: Part }) => entries(found, 'match').map(({ id }) => id.replace('north..', ''));
const LENIENT = { prefer: 'return=representation; handling="lenient"' };

describe.each(WAYS)('%s', (way) => {
  const get = (path: string, headers = {}) => harness.ways[way]({ method: 'GET', path: `/r4/${path}`, headers });

  test.each([
    ['_id=north..june', ['june']],
    ['_id=north..june,north..august', ['august', 'june']],
    ['_id=north..june,north..nobody,south..july', ['june']],
    ['_id=north..june&patient=p2', []],
    ['_id=north..june,north..august&patient=p2', ['august']],
    ['_id=north..june&focus=july', []],
    ['_id=north..july&business-status=denied', ['july']],
    ['_sort=period', ['june', 'july', 'august']],
    ['_sort=-period', ['august', 'july', 'june']],
    ['_sort=-_lastUpdated', ['july', 'june', 'august']],
    ['_sort=_id', ['august', 'july', 'june']],
    ['_sort=business-status,period&patient=p1', ['july', 'june']],
  ])('Task?%s', async (query, expected) => {
    const found = await get(`Task?${query}`);
    expect([found.status, ids(found), found.body.total]).toEqual([200, expected, expected.length]);
  });

  test('a sorted search goes on page by page in its order', async () => {
    const first = await get('Task?_sort=period&_count=2');
    const next = first.body.link.find(({ relation }: Part) => relation === 'next').url;
    const second = await get(next.replace(`${PUBLIC_URL}/r4/`, ''));
    expect([ids(first), first.body.total, ids(second), second.body.link.length]).toEqual([
      ['june', 'july'],
      3,
      ['august'],
      1,
    ]);
  });

  test.each(['_summary=count', '_count=0', '_summary=count&_count=1'])('%s is the number alone', async (query) => {
    for (const [path, total] of [
      ['Task?', 3],
      ['Task?patient=p1&', 2],
      ['Task?_id=north..june&', 1],
      ['CoverageEligibilityResponse?patient=p1&', 3],
      ['CodeSystem?', (await get('CodeSystem?_count=100')).body.entry.length],
      ['Provenance?target=ServiceRequest/july&', 2],
    ] as const) {
      const { body } = await get(`${path}${query}`);
      expect([path, body.total, body.entry, body.link.length]).toEqual([path, total, undefined, 1]);
    }
  });

  test('answers and audit entries by id, alone and with a patient', async () => {
    const [first = '', , third = ''] = answers;
    const search = 'CoverageEligibilityResponse?_id=';
    expect(ids(await get(`${search}${first},${third},none`))).toEqual([first, third]);
    expect(ids(await get(`${search}${first},${third}&patient=p2`))).toEqual([third]);
    expect(ids(await get(`${search}${first}&request=august`))).toEqual([]);
    expect(ids(await get(`${search}${first}&created=2026-06-03`))).toEqual([first]);
    expect(ids(await get(`${search}${first}&created=lt2026-06-03`))).toEqual([]);
    const [entry] = entries(await get('AuditEvent?patient=p2&_count=1'), 'match');
    expect(ids(await get(`AuditEvent?_id=${entry?.id}`))).toEqual([entry?.id]);
    expect(ids(await get(`AuditEvent?_id=${entry?.id}&patient=p9`))).toEqual([]);
    const [oldest] = entries(await get('AuditEvent?patient=p1&_sort=date&_count=1'), 'match');
    expect(oldest?.recorded).toMatch(/^2026-06-02/);
  });

  test('definitions and provenance by id and in order', async () => {
    expect(ids(await get('CodeSystem?_id=advice,none'))).toEqual(['advice']);
    const names = ids(await get('CodeSystem?_sort=-_id&_count=100'));
    expect(names).toEqual(names.toSorted().reverse());
    const [newest] = entries(await get('Provenance?target=ServiceRequest/july&_sort=-recorded'), 'match');
    expect(ids(await get(`Provenance?target=ServiceRequest/july&_id=${newest?.id}`))).toEqual([newest?.id]);
  });

  test('asked leniently, a parameter nobody knows is left out, named, and not in the links', async () => {
    expect((await get('Task?colour=blue&patient=p1')).status).toBe(400);
    const found = await get('Task?colour=blue&patient=p1&_count=1&patient:exact=x', LENIENT);
    expect([found.status, ids(found)]).toEqual([200, ['july']]);
    expect(found.body.link.map(({ url }: Part) => /colour|exact/.test(url))).toEqual([false, false]);
    expect(found.body.link[0].url).toBe(`${PUBLIC_URL}/r4/Task?patient=p1&_count=1`);
    const [outcome] = entries(found, 'outcome');
    expect(outcome?.issue.map(({ severity, expression }: Part) => [severity, ...expression])).toEqual([
      ['warning', 'http.colour'],
      ['warning', 'http.patient:exact'],
    ]);
    expect((await get('Task?colour=blue&_summary=count', LENIENT)).body).not.toHaveProperty('entry');
  });

  test('asked leniently, a wrong value and a missing patient are wrong all the same', async () => {
    expect((await get('Task?period=soon', LENIENT)).status).toBe(400);
    expect((await get('CoverageEligibilityResponse?colour=blue', LENIENT)).status).toBe(400);
    expect((await get('Task?__proto__=x&patient=p1', LENIENT)).status).toBe(200);
  });
});
