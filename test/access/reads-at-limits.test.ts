import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers as hooks } from '../../functions/cds-hooks/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { readSort } from '../../shared/fhir/read/search/result-parameters.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type Ask, type EndpointHarness, eventOf, openEndpointHarness } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';

/** About what a gateway passes on in an address, and nearly what it does in a form. */
const ADDRESS = 7_500;
const FORM = 900_000;
/** As many orders as one page shows, and as many ids as one search names. */
const PAGE = 100;
const TASKS = Array.from({ length: PAGE }, (_, n) => `north..r${n}`);

const fill = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const cursorTo = (after: string): string => Buffer.from(JSON.stringify({ after })).toString('base64url');

/** What a parameter may be given, of a length. */
const VALUES: Readonly<Record<string, (length: number) => string>> = {
  'a long word': (length) => fill('x', length),
  'a long text': (length) => fill('x y-', length),
  'many words': (length) => fill('a,', length),
  'many pipes': (length) => fill('|', length),
  'many references': (length) => fill('Patient/a/', length),
  'many dates': (length) => fill('ge2026-01-01,', length),
  'many signs': (length) => fill('-.:$', length),
  'one key many times': (length) => fill('_lastUpdated,', length).slice(0, -1),
  'a cursor of ours': () => cursorTo(fill('2026-06-15#', 1_000)),
  'a long cursor': (length) => cursorTo(fill('x', length / 2)),
  'a hundred ids': () => TASKS.join(','),
};
/** Each kind of value with some of the parameters, each parameter with some of the values; all of them with `EVERY_CASE=1`. */
const EVERY = process.env.EVERY_CASE === '1' ? 1 : 4;
const valuesFor = (at: number): readonly ((length: number) => string)[] =>
  Object.values(VALUES).filter((_, n) => (n + at) % EVERY === 0);
const RESULTS = ['_id', '_sort', '_count', '_cursor', '_elements', '_summary', '_total', '_include', '_lastUpdated'];

const searches = ROUTES.flatMap(({ path, capability }) =>
  capability && 'interaction' in capability && capability.interaction === 'search-type'
    ? [{ path, params: [...new Set([...(capability.params ?? []), 'patient:identifier', ...RESULTS])] }]
    : [],
);
const reads = ROUTES.filter(({ method, path }) => method === 'GET' && !searches.some((one) => one.path === path));

let harness: EndpointHarness;
let answer: (ask: Ask) => Promise<{ status: number; cpuMs: number }>;
/** The least of three: a busy machine disturbs one. */
let typical = 0;
beforeAll(async () => {
  harness = await openEndpointHarness();
  const ofHooks = httpEntry(hooks, () => harness.harness);
  const context = { ...lambdaContext('fhir-api'), getRemainingTimeInMillis: () => 600_000 };
  answer = async (ask) => {
    const event = eventOf(ask);
    const before = process.cpuUsage().user;
    const { statusCode } = await (ask.path.startsWith('/cds-services') ? ofHooks : harness.handler)(event, context);
    return { status: statusCode, cpuMs: (process.cpuUsage().user - before) / 1_000 };
  };
  const message = orderMessage('r0');
  const first = message.entry.find(({ resource }: Part) => resource.resourceType === 'ServiceRequest');
  for (let n = 1; n < PAGE; n++)
    message.entry.push({
      fullUrl: `https://ehr.example/r4/ServiceRequest/r${n}`,
      resource: { ...first.resource, id: `r${n}`, identifier: [{ value: `ORD-r${n}` }] },
    });
  const path = '/r4/ServiceRequest/$assess?source=north';
  expect((await answer({ method: 'POST', path, body: message })).status).toBe(200);
  const tries: number[] = [];
  for (let n = 0; n < 5; n++) {
    const { status, cpuMs } = await answer({ method: 'GET', path: '/r4/Task?_count=20' });
    expect(status).toBe(200);
    tries.push(cpuMs);
  }
  typical = Math.max(4, Math.min(...tries));
}, 60_000);
afterAll(() => harness.close());

/** Refused or answered, never failed, and within so many times what a page of twenty costs. */
const isBounded = async (ask: Ask, times: number): Promise<void> => {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least > times * typical; tries++) {
    const { status, cpuMs } = await answer(ask);
    expect(status).toBeLessThan(500);
    least = Math.min(least, cpuMs);
  }
  expect(least / typical).toBeLessThan(times);
};

describe.each(searches)('what a search costs at its limits: $path', ({ path, params }) => {
  test.each(params.map((param, at) => [param, at] as const))(
    '%s',
    async (param, at) => {
      for (const make of valuesFor(at)) {
        const query = `${param}=${encodeURIComponent(make(ADDRESS)).slice(0, ADDRESS)}`;
        await isBounded({ method: 'GET', path: `${path}?${query.replace(/%.?$/, '')}` }, 60);
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const body = `${param}=${encodeURIComponent(make(FORM / 3))}`.slice(0, FORM).replace(/%.?$/, '');
        await isBounded({ method: 'POST', path: `${path}/_search`, headers, body }, 300);
      }
      await isBounded({ method: 'GET', path: `${path}?${fill(`${param}=a&`, ADDRESS)}` }, 60);
    },
    120_000,
  );

  test('every result of a page, counted, sorted and named one by one', async () => {
    for (const query of [
      `_count=${PAGE}`,
      '_summary=count',
      '_sort=_id',
      `_id=${TASKS.join(',')}&_count=${PAGE}&_sort=-_id`,
      `patient=p1&_count=${PAGE}`,
    ])
      await isBounded({ method: 'GET', path: `${path}?${query}` }, 60);
  }, 60_000);
});

test.each(reads.map(({ path }, at) => [path, at] as const))(
  'what a read costs at its limits: %s',
  async (path, at) => {
    for (const make of valuesFor(at)) {
      const long = encodeURIComponent(make(ADDRESS)).slice(0, ADDRESS).replace(/%.?$/, '');
      if (path.includes('{')) await isBounded({ method: 'GET', path: path.replace(/\{\w+\}/g, long) }, 60);
      const known = path.replace(/\{\w+\}/g, 'r0');
      for (const name of ['source', 'payer', 'date', 'version', 'x'])
        await isBounded({ method: 'GET', path: `${known}?${name}=${long}` }, 60);
    }
  },
  60_000,
);

test('a sort key counts once, however often it is given: five thousand matches are compared by it', () => {
  const sorted = readSort(fill('-_id,period,', 1_200).slice(0, -1), ['period', '_id'], 'http._sort');
  expect(sorted).toEqual({
    ok: true,
    value: [
      { by: '_id', descending: true },
      { by: 'period', descending: false },
    ],
  });
});

test('all reads and searches are among them', () => {
  expect(searches.map(({ path }) => path)).toContain('/r4/Task');
  expect(searches.length + reads.length).toBe(ROUTES.filter(({ method }) => method === 'GET').length);
  expect(reads.length).toBeGreaterThan(10);
});
