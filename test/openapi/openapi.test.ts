import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import document from '../../shared/http/openapi.json' with { type: 'json' };
import { ROUTES } from '../../shared/http/routes/index.ts';
import { makeDocument, renderDocument } from './document.ts';
import { recordExamples } from './examples.ts';

interface Media {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}
const PATHS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = JSON.parse(JSON.stringify(document.paths));
const OPERATIONS = Object.values(PATHS).flatMap((one) => Object.values(one));

/** Answers differ with rules and sentences; the tests below hold them against the handlers and the schemas. */
const withoutAnswers = (made: unknown): unknown =>
  JSON.parse(JSON.stringify(made, (name, value) => (name === 'responses' ? Object.keys(value) : value)));

describe('the document', () => {
  test('is what the routes, definitions and structure make of it (npm run docs:openapi)', async () => {
    const examples = (await recordExamples()).filter(({ status }) => status < 300);
    expect(withoutAnswers(document)).toEqual(withoutAnswers(JSON.parse(renderDocument(makeDocument(examples)))));
  }, 60_000);

  test('made twice is the same, down to the ids in its examples', async () => {
    const make = async () =>
      renderDocument(makeDocument((await recordExamples()).filter(({ status }) => status < 300)));
    expect(await make()).toBe(await make());
  }, 120_000);

  test('follows OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  test('reads well: ids are unique, everything has words, a tag and answers, every path parameter is declared', () => {
    expect(new Set(OPERATIONS.map(({ operationId }) => operationId)).size).toBe(OPERATIONS.length);
    const tags = document.tags.map(({ name }) => name);
    for (const [path, methods] of Object.entries(PATHS))
      for (const { operationId, summary, tags: own, parameters = [], responses } of Object.values(methods)) {
        expect(summary, operationId).toMatch(/^[A-Z].{10,}/);
        expect(tags, operationId).toEqual(expect.arrayContaining([...own]));
        expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['4XX', '5XX']));
        const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
        expect(declared, operationId).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      }
  });

  test('refers to what is there, and has no component nobody uses', () => {
    const text = JSON.stringify(document);
    const used = new Set([...text.matchAll(/"#\/components\/([\w-]+\/[\w.-]+)/g)].map(([, name]) => name));
    const there = Object.entries(document.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, group]) => Object.keys(group).map((name) => `${kind}/${name}`));
    const roots = ['schemas/ServiceRequest', 'schemas/Claim', 'schemas/CoverageEligibilityRequest'];
    expect(new Set([...used, ...roots])).toEqual(new Set(there));
  });

  test('has every route, and no other', () => {
    const declared = Object.entries(PATHS).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(declared)).toEqual(new Set(ROUTES.map(({ method, path }) => `${method} ${path}`)));
  });
});

describe('its examples', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'openapi', components: document.components });
  const check = (schema: object, value: unknown) => {
    const placed = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components'));
    const validate = ajv.compile(placed);
    return validate(value) ? [] : validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const byId = new Map(OPERATIONS.map((one) => [one.operationId, one]));

  test('are run against the real handlers, and answer as shown', async () => {
    const answered = await recordExamples();
    expect(answered.length).toBeGreaterThan(15);
    for (const one of answered) {
      const { responses, requestBody } = byId.get(one.operationId)!;
      if (one.request) expect(requestBody?.content[one.request.type], one.name).toBeDefined();
      if (one.status >= 300) continue;
      expect(Object.keys(responses), one.name).toContain(String(one.status));
      const shown = one.response && responses[one.status]?.content?.[one.response.type]?.examples?.[one.name];
      expect(typeOf(shown?.value), one.name).toBe(typeOf(one.response?.value));
    }
  }, 60_000);

  test('fit the schemas they stand under', () => {
    let count = 0;
    for (const { operationId, requestBody, responses } of OPERATIONS)
      for (const content of [requestBody?.content, ...Object.values(responses).map((one) => one.content)])
        for (const [type, { schema, examples = {} }] of Object.entries(content ?? {}))
          for (const [name, { value }] of Object.entries(examples)) {
            if (!type.includes('json')) continue;
            count += 1;
            expect(check(schema, value), `${operationId} ${name} ${type}`).toEqual([]);
          }
    expect(count).toBeGreaterThan(20);
  });

  test('a message with an unknown element does not fit', () => {
    const schema = { $ref: '#/components/schemas/Task' };
    const task = { resourceType: 'Task', status: 'ready', intent: 'order' };
    expect(check(schema, task)).toEqual([]);
    expect(check(schema, { ...task, colour: 'red' })).not.toEqual([]);
    expect(check(schema, { ...task, status: 7 })).not.toEqual([]);
  });
});

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : typeof value;

describe('the CapabilityStatement and the document agree', () => {
  interface Stated {
    readonly rest: readonly {
      readonly operation?: readonly { readonly name: string }[];
      readonly resource: readonly {
        readonly type: string;
        readonly interaction?: readonly { readonly code: string }[];
        readonly searchParam?: readonly { readonly name: string }[];
        readonly operation?: readonly { readonly name: string }[];
      }[];
    }[];
  }
  const stated = async (): Promise<Stated['rest'][number]> => {
    const { openEndpointHarness } = await import('../support/endpoint-harness.ts');
    const harness = await openEndpointHarness();
    const { body } = await harness.ways.direct({ method: 'GET', path: '/r4/metadata' });
    await harness.close();
    return (body as Stated).rest[0]!;
  };
  const isBelow = (path: string, type: string) => path.startsWith(`/r4/${type}`);

  const OF_ONE = { get: 'read', put: 'update', delete: 'delete' };
  const OF_TYPE = { get: 'search-type', post: 'create' };

  test('both ways', async () => {
    const { resource, operation = [] } = await stated();
    const fromStatement = new Set([
      ...operation.map(({ name }) => `$${name}`),
      ...resource.flatMap(({ type, interaction = [], operation: own = [] }) => [
        ...interaction.map(({ code }) => `${type} ${code}`),
        ...own.map(({ name }) => `${type} $${name}`),
      ]),
    ]);
    const fromDocument = new Set(
      Object.entries(PATHS).flatMap(([path, methods]) => {
        const [, type, rest = ''] = /^\/r4\/([A-Z]\w+)(.*)$/.exec(path) ?? [];
        const system = /^\/r4\/\$([\w-]+)$/.exec(path)?.[1];
        if (system) return [`$${system}`];
        if (!type || rest === '/_search') return [];
        const named = /\$([\w-]+)$/.exec(rest)?.[1];
        if (named) return [`${type} $${named}`];
        const codes = rest === '/{id}' ? OF_ONE : rest === '' ? OF_TYPE : {};
        return Object.entries(codes).flatMap(([method, code]) => (method in methods ? [`${type} ${code}`] : []));
      }),
    );
    expect(fromDocument).toEqual(fromStatement);
  });

  test('and on what can be searched by', async () => {
    const { resource } = await stated();
    for (const { type, searchParam = [] } of resource) {
      const search = Object.entries(PATHS).find(([path]) => path === `/r4/${type}`)?.[1].get;
      const declared = (search?.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name] : []));
      expect(new Set(declared), type).toEqual(new Set(searchParam.map(({ name }) => name)));
      expect(Object.keys(PATHS).some((path) => isBelow(path, type))).toBe(true);
    }
  });
});

test('it is served with the address of the instance, and leads to the pages', async () => {
  const { openEndpointHarness, PUBLIC_URL, eventOf } = await import('../support/endpoint-harness.ts');
  const { lambdaContext } = await import('../../infra/local/http/lambda-context.ts');
  const harness = await openEndpointHarness();
  const read = async (path: string) => {
    const event = eventOf({ method: 'GET', path });
    const { statusCode, headers, body } = await harness.handler(event, lambdaContext('fhir-api'));
    return { status: statusCode, type: headers?.['content-type'], body };
  };
  try {
    const served = JSON.parse((await read('/openapi.json')).body);
    expect(served.servers[0].url).toBe(PUBLIC_URL);
    expect(served.paths).toEqual(document.paths);
    const list = await read('/llms.txt');
    expect(list.type).toBe('text/plain; charset=utf-8');
    const links = [...list.body.matchAll(/\]\((\S+)\)/g)].map(([, url = '']) => url);
    expect(links.length).toBeGreaterThan(15);
    expect(links.every((url) => url.startsWith(`${PUBLIC_URL}/`))).toBe(true);
    for (const url of links.filter((one) => one.includes('/docs/'))) {
      const page = await read(url.slice(PUBLIC_URL.length));
      expect([url, page.status, page.type]).toEqual([url, 200, 'text/markdown; charset=utf-8']);
      expect(page.body).toMatch(/^# /);
    }
    for (const path of [`/docs/${'nothing'}.md`, '/docs/..%2Fpackage.json', '/docs/package.json'])
      expect((await read(path)).status).toBe(404);
  } finally {
    await harness.close();
  }
});
