import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, NOW, openEndpointHarness, PUBLIC_URL, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
const STATE = 'https://stresspass.example/fhir/CodeSystem/authorization-state';

const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const decide = (id: string, decision: string, number?: string) =>
  post(
    `/r4/ServiceRequest/${id}/$record-decision`,
    decisionMessage(decision, number ? { number: ['String', number] } : {}),
  );

beforeAll(async () => {
  harness = await openEndpointHarness();
  const days = { june: '2026-06-15', july: '2026-07-15', august: '2026-08-15', other: '2026-07-01' };
  for (const [id, day] of Object.entries(days)) {
    harness.time.now = `2026-06-0${Object.keys(days).indexOf(id) + 1}T15:00:00.000Z`;
    await post(
      '/r4/ServiceRequest/$assess',
      orderMessage(
        id,
        (order) => {
          order.occurrenceDateTime = day;
        },
        id === 'other' ? 'p2' : 'p1',
      ),
    );
  }
  harness.time.now = '2026-06-05T15:00:00.000Z';
  await decide('june', 'approved', 'AUTH-77');
  await decide('july', 'pended', 'ORD-june');
  await decide('august', 'denied');
  harness.time.now = NOW;
});
afterAll(() => harness.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const ids = ({ body }: { body: Part }) =>
  (body.entry ?? []).map(({ resource }: Part) => resource.id.replace('north..', ''));

describe.each(WAYS)('%s', (way) => {
  const get = (path: string) => harness.ways[way]({ method: 'GET', path });

  test.each([
    ['focus=june', ['june']],
    ['focus=ServiceRequest/june', ['june']],
    ['focus=https://ehr.example/r4/ServiceRequest/june', ['june']],
    ['focus=nobody', []],
    ['focus=june&patient=p2', []],
    ['patient=p1', ['august', 'july', 'june']],
    ['patient=Patient/p2', ['other']],
    ['patient:identifier=MBR-471182', ['august', 'july', 'other', 'june']],
    ['patient:identifier=mbr 471182&period=2026-07', ['july', 'other']],
    ['patient:identifier=MBR-471182&patient=p2', ['other']],
    ['patient:identifier=MBR-471183', []],
    ['identifier=auth-77', ['june']],
    ['identifier=|AUTH-77', ['june']],
    ['identifier=https://x.example|AUTH-77', []],
    ['identifier=ORD-july', ['july']],
    ['identifier=https://ehr.example/r4/orders|ORD-july', ['july']],
    ['identifier=https://x.example|ORD-july', []],
    ['identifier=ORD-june', ['july', 'june']],
    ['business-status=approved', ['june']],
    [`business-status=${STATE}|denied,approved`, ['august', 'june']],
    ['status=in-progress', ['july']],
    ['status=completed,failed&business-status=denied', ['august']],
    ['status=completed&business-status=denied', []],
    ['period=2026-07', ['july', 'other']],
    ['period=2026-07-15', ['july']],
    ['period=ge2026-07-01&period=lt2026-08', ['july', 'other']],
    ['period=gt2026-07-15', ['august']],
    ['period=le2026-06-15', ['june']],
    ['patient=p1&period=ge2026-07-01', ['august', 'july']],
    ['', ['august', 'july', 'other', 'june']],
  ])('Task?%s', async (query, expected) => {
    const [name, rest] = [query.replaceAll('|', '%7C'), new URLSearchParams(query)];
    const found = await get(`/r4/Task?${name}`);
    expect([found.status, ids(found)]).toEqual([200, expected]);
    expect(found.body.total).toBe(expected.length);
    const posted = await harness.ways[way]({
      method: 'POST',
      path: '/r4/Task/_search',
      headers: form,
      body: `${rest}`,
    });
    expect(ids(posted)).toEqual(expected);
  });

  test('pages follow one another by their next links, newest first, and the last has none', async () => {
    const seen: string[][] = [];
    let path = '/r4/Task?patient=p1&_count=2';
    for (let page = 0; page < 3 && path; page++) {
      const found = await get(path);
      seen.push(ids(found));
      const links: Part = Object.fromEntries(found.body.link.map(({ relation, url }: Part) => [relation, url]));
      expect(links.self).toBe(PUBLIC_URL + path);
      path = links.next?.replace(PUBLIC_URL, '') ?? '';
    }
    expect(seen).toEqual([['august', 'july'], ['june']]);
  });

  test('a posted search has a next link that can be got', async () => {
    const path = '/r4/Task/_search?_count=1';
    const { body } = await harness.ways[way]({ method: 'POST', path, headers: form, body: 'patient=p1' });
    expect(body.link[0].url).toBe(`${PUBLIC_URL}/r4/Task?_count=1&patient=p1`);
    expect(ids(await get(body.link[1].url.replace(PUBLIC_URL, '')))).toEqual(['july']);
    expect(body.entry[0].fullUrl).toBe(`${PUBLIC_URL}/r4/Task/north..august`);
  });

  test.each([
    ['patient=p2', 1],
    ['patient=p1&created=2026-06-02', 1],
    ['patient=p1&created=ge2026-06-02&created=le2026-06-03', 2],
    ['patient=p1&created=2026-06-01T15:00:00Z', 1],
    ['patient=p1&created=gt2026-06-01T11:00:00-04:00&created=lt2026-06-03', 1],
    ['request=ServiceRequest/june', 2],
    ['request=june&source=north', 2],
    ['request=june&source=south', 0],
    ['request=june&patient=p2', 0],
    ['request=nobody', 0],
  ])('CoverageEligibilityResponse?%s finds %i', async (query, count) => {
    const { status, body } = await get(`/r4/CoverageEligibilityResponse?${query}`);
    expect([status, body.total, body.entry?.length ?? 0]).toEqual([200, count, count]);
    const created = (body.entry ?? []).map(({ resource }: Part) => resource.created);
    expect(created).toEqual(created.toSorted().reverse());
  });

  test('answers come in pages too', async () => {
    const first = await get('/r4/CoverageEligibilityResponse?patient=p1&_count=5');
    const next = await get(first.body.link[1].url.replace(PUBLIC_URL, ''));
    expect([first.body.entry.length, next.body.entry.length, next.body.link.length]).toEqual([5, 1, 1]);
    const definitions = await get('/r4/CodeSystem?_count=1');
    expect((await get(definitions.body.link[1].url.replace(PUBLIC_URL, ''))).body.entry[0].resource.id).not.toBe(
      definitions.body.entry[0].resource.id,
    );
  });

  test.each([
    ['Task', 'colour=blue', [['not-supported', 'http.colour']]],
    ['Task', 'patient:exact=p1', [['not-supported', 'http.patient:exact']]],
    ['Task', 'patient=p1&patient=p2', [['not-supported', 'http.patient']]],
    ['Task', 'patient=Group/p1', [['value', 'http.patient']]],
    ['Task', 'focus=Task/1', [['value', 'http.focus']]],
    ['Task', 'identifier=https://x.example|', [['value', 'http.identifier']]],
    ['Task', 'business-status=maybe', [['value', 'http.business-status']]],
    ['Task', 'business-status=https://x.example|approved', [['value', 'http.business-status']]],
    ['Task', 'period=soon', [['value', 'http.period']]],
    ['Task', 'period=2026-02-30', [['value', 'http.period']]],
    ['Task', 'period=ne2026-02-01', [['value', 'http.period']]],
    ['Task', '_count=-1', [['value', 'http._count']]],
    ['Task', '_summary=text', [['not-supported', 'http._summary']]],
    ['Task', '_sort=patient', [['not-supported', 'http._sort']]],
    ['Task', '_id=a/b', [['value', 'http._id']]],
    ['$coverage-map', '_id=a', [['not-supported', 'http._id']]],
    ['$coverage-map', '_count=0', [['value', 'http._count']]],
    ['Task', '_count=many', [['value', 'http._count']]],
    ['Task', '_cursor=abc', [['value', 'http._cursor']]],
    [
      'Task',
      'colour=blue&period=soon&_count=x',
      [
        ['not-supported', 'http.colour'],
        ['value', 'http._count'],
        ['value', 'http.period'],
      ],
    ],
    ['CoverageEligibilityResponse', '', [['required', 'http.patient']]],
    ['CoverageEligibilityResponse', 'patient=p1&_cursor=abc', [['value', 'http._cursor']]],
    ['CoverageEligibilityResponse', 'request=Claim/1', [['value', 'http.request']]],
    ['CodeSystem', 'name=x', [['not-supported', 'http.name']]],
    ['CodeSystem', '_cursor=abc', [['value', 'http._cursor']]],
  ])('%s?%s is refused', async (type, query, issues) => {
    const { status, body } = await get(`/r4/${type}?${query.replaceAll('|', '%7C')}`);
    const found = body.issue.map(({ code, expression }: Part) => [code, expression?.[0]]);
    expect([status, found]).toEqual([400, issues]);
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'a parameter called %s is like any other unknown one',
    async (name) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const ask of [
        { method: 'POST', path: '/r4/Task/_search', headers, body: `patient=p1&${name}=x` },
        { method: 'GET', path: `/r4/Task?patient=p1&${name}=x` },
      ] as const) {
        const { status, body } = await harness.ways[way](ask);
        expect([status, body.issue[0].expression]).toEqual([400, [`http.${name}`]]);
      }
    },
  );

  test('a search posted as JSON is refused', async () => {
    const ask = { method: 'POST', path: '/r4/Task/_search', body: { patient: 'p1' } } as const;
    expect(await harness.ways[way](ask)).toMatchObject({ status: 415 });
  });
});
