import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { type Answered, type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { MESSAGE_ENDPOINTS, POST_ENDPOINTS } from '../support/post-endpoints.ts';

type Handler = (typeof POST_ENDPOINTS)[number];

interface Refusal {
  readonly what: string;
  readonly body: (door: Handler) => unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly status: number;
  readonly code: string;
  readonly expression?: (door: Handler) => string;
}

const nested = (levels: number): Part => {
  let extension: Part = { url: 'https://x.example', valueString: 'deep' };
  for (let level = 0; level < levels; level++) extension = { url: 'https://x.example', extension: [extension] };
  return extension;
};
/** Something a structure check would find, so that a refusal proves that nobody looked. */
const asIs = (door: Handler) => door.message();
const media = (type: string) => ({ 'content-type': type });

/** A request is prepared without a word added too, and documents come with it, up to four megabytes. */
const MAY_BE = ['an empty body', 'a body over a megabyte'];

const REFUSALS: readonly Refusal[] = [
  { what: 'an empty body', body: () => '', status: 400, code: 'structure' },
  { what: 'a body of blanks', body: () => ' \n\t ', status: 400, code: 'structure' },
  { what: 'half a JSON object', body: () => '{"resourceType": "Bundle",', status: 400, code: 'structure' },
  { what: 'text', body: () => 'please assess this', status: 400, code: 'structure' },
  { what: 'a number', body: () => '42', status: 400, code: 'structure' },
  { what: 'null', body: () => 'null', status: 400, code: 'structure' },
  { what: 'a list', body: () => '[{"resourceType": "Patient"}]', status: 400, code: 'structure' },
  { what: 'XML', body: () => '<Bundle xmlns="http://hl7.org/fhir"/>', status: 400, code: 'structure' },
  {
    what: 'no resourceType',
    body: () => ({ type: 'collection' }),
    status: 400,
    code: 'required',
    expression: () => 'Resource',
  },
  {
    what: 'an unknown resourceType',
    body: () => ({ resourceType: 'StressTest' }),
    status: 400,
    code: 'structure',
    expression: () => 'Resource',
  },
  {
    what: 'a resourceType every object has',
    body: () => ({ resourceType: 'constructor' }),
    status: 400,
    code: 'structure',
    expression: () => 'Resource',
  },
  {
    what: 'a resource the door does not read',
    body: () => ({ resourceType: 'Organization', name: 'Acme' }),
    status: 400,
    code: 'structure',
    expression: ({ type }) => (type === 'Parameters' ? 'Parameters' : 'Organization'),
  },
  {
    what: 'an element R4 does not know',
    body: (door) => ({ ...door.message(), shoeSize: 42 }),
    status: 400,
    code: 'structure',
    expression: (door) => `${door.message().resourceType}.shoeSize`,
  },
  {
    what: 'a prototype smuggled in',
    body: () => '{"resourceType": "Parameters", "__proto__": {"parameter": []}}',
    status: 400,
    code: 'structure',
    expression: () => 'Parameters.__proto__',
  },
  {
    what: 'content nested 40 deep',
    body: (door) => ({ ...door.message(), implicitRules: 'x', _implicitRules: { extension: [nested(40)] } }),
    status: 400,
    code: 'structure',
  },
  { what: '100000 open brackets', body: () => '['.repeat(100_000), status: 400, code: 'structure' },
  {
    what: 'a body over a megabyte',
    body: (door) => ({ ...door.message(), language: 'x'.repeat(1_000_000) }),
    status: 413,
    code: 'too-long',
  },
  { what: 'a text body', body: asIs, headers: media('text/plain'), status: 415, code: 'not-supported' },
  { what: 'an XML body', body: asIs, headers: media('application/fhir+xml'), status: 415, code: 'not-supported' },
  {
    what: 'a form',
    body: asIs,
    headers: media('application/x-www-form-urlencoded'),
    status: 415,
    code: 'not-supported',
  },
  {
    what: 'a type that only looks like JSON',
    body: asIs,
    headers: media('application/jsonlines'),
    status: 415,
    code: 'not-supported',
  },
  {
    what: 'a compressed body',
    body: asIs,
    headers: { 'content-encoding': 'gzip' },
    status: 415,
    code: 'not-supported',
  },
  {
    what: 'a wish for XML',
    body: asIs,
    headers: { accept: 'application/fhir+xml' },
    status: 406,
    code: 'not-supported',
  },
  { what: 'a wish for XML in the address', body: asIs, query: '?_format=xml', status: 406, code: 'not-supported' },
];

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
  await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('known') });
});
afterAll(() => harness.close());

const issuesOf = ({ status, body }: Answered) => ({
  status,
  codes: body.issue.map(({ code }: Part) => code),
  expressions: body.issue.map(({ expression }: Part) => expression?.[0]),
});

/** Where subscriptions deliver, strictness would lose orders: `notifications.test.ts` says what is refused there. */
test('every door that reads a body is here', () => {
  // The one that may have a body is tried all the same, but for what it may do without.
  const ours = ROUTES.filter(
    (route) => route.function === 'fhir-api' && (!route.emptyBody || route.handler === 'prepare-request'),
  );
  const posted = ours.filter(({ method, path }) => method === 'POST' && !path.endsWith('/_search'));
  expect(new Set(POST_ENDPOINTS.map(({ name }) => name))).toEqual(new Set(posted.map(({ handler }) => handler)));
});

describe.each(WAYS)('%s', (way) => {
  describe.each(POST_ENDPOINTS)('$name refuses and keeps nothing of', (door) => {
    test.each(REFUSALS)(
      '$what: $status',
      async ({ what, body, headers = {}, query = '', status, code, expression }) => {
        if (door.name === 'prepare-request' && MAY_BE.includes(what)) return;
        const before = await harness.scan();
        const answered = await harness.ways[way]({
          method: 'POST',
          path: door.path + query,
          headers,
          body: body(door),
        });
        expect(issuesOf(answered)).toEqual({ status, codes: [code], expressions: [expression?.(door)] });
        expect(await harness.scan()).toEqual(before);
      },
    );

    if (!['bookable', 'worklist'].includes(door.name))
      test('a source nobody registered', async () => {
        const before = await harness.scan();
        const answered = await harness.ways[way]({
          method: 'POST',
          path: `${door.path}?source=west`,
          body: asIs(door),
        });
        expect(issuesOf(answered)).toEqual({ status: 400, codes: ['value'], expressions: ['http.source'] });
        expect(await harness.scan()).toEqual(before);
      });

    test('a body without a type', async () => {
      const { status } = await harness.ways[way]({
        method: 'POST',
        path: door.path,
        headers: media(''),
        body: asIs(door),
      });
      expect(status).toBe(415);
    });
  });

  const read = ROUTES.filter((route) => route.function === 'fhir-api' && route.method === 'GET');
  test.each(read.map(({ path }) => path))('GET %s does not answer in XML', async (path) => {
    const ask = { method: 'GET', path: path.replace('{id}', 'x'), headers: { accept: 'application/xml' } } as const;
    expect(await harness.ways[way](ask)).toMatchObject({ status: 406 });
  });

  test('the same messages are read where nothing is wrong with them', async () => {
    for (const { path, message } of POST_ENDPOINTS)
      expect(await harness.ways[way]({ method: 'POST', path, body: message() })).toMatchObject({ status: 200 });
  });

  test.each(['application/json', 'application/fhir+json; charset=utf-8', 'Application/JSON+FHIR'])(
    'a body of type %s is read',
    async (type) => {
      const ask = {
        method: 'POST',
        path: '/r4/Claim/$check',
        headers: media(type),
        body: MESSAGE_ENDPOINTS[2]!.message(),
      } as const;
      expect(await harness.ways[way](ask)).toMatchObject({ status: 200 });
    },
  );

  test.each(['json', 'application/json', 'application/fhir json', 'text/json'])(
    '_format=%s is granted',
    async (format) => {
      const path = `/r4/metadata?_format=${encodeURIComponent(format)}`;
      expect(await harness.ways[way]({ method: 'GET', path, headers: { accept: 'text/html' } })).toMatchObject({
        status: 200,
      });
    },
  );

  test('every problem of a decision is said at once', async () => {
    const body = decisionMessage('maybe', {
      code: ['Coding', { system: 'http://snomed.info/sct', code: '1' }],
      receivedAt: ['DateTime', '2026-06-01'],
    });
    const path = '/r4/ServiceRequest/known/$record-decision';
    const before = await harness.scan();
    expect(issuesOf(await harness.ways[way]({ method: 'POST', path, body }))).toEqual({
      status: 400,
      codes: ['value', 'value', 'value'],
      expressions: [
        'Parameters.parameter[0].value',
        'Parameters.parameter[1].value.system',
        'Parameters.parameter[2].value',
      ],
    });
    expect(await harness.scan()).toEqual(before);
  });
});
