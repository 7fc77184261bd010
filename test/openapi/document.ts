import { searchParameter } from '../../shared/fhir/write/search-parameters.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import { requestContent, responseContent } from './bodies.ts';
import type { RecordedExample } from './examples.ts';
import { type Schema, schemasOf } from './schemas.ts';
import { wordsOf } from './words.ts';

const TAGS: Readonly<Record<Route['function'], string>> = {
  'fhir-api': 'Authorization and eligibility',
  'cds-hooks': 'CDS Hooks',
  'order-events': 'Order events',
  auth: 'Access',
  audit: 'Audit and provenance',
  'rule-packs': 'Rules of a tenant',
  pas: 'Prior authorization at a payer',
};

/** Writes that `If-Match` can bind to a version of the record. */
const ON_A_VERSION: readonly string[] = [
  'answer',
  'ask-eligibility',
  'record-decision',
  'follow-up',
  'send-request',
  'withdraw-request',
  'review-assign',
  'review-appeal',
  'review-confirm',
  'review-withdraw-appeal',
  'review-peer',
];
const PROBLEMS = {
  '4XX': { $ref: '#/components/responses/Refused' },
  '5XX': { $ref: '#/components/responses/Failed' },
};
const parameter = (name: string): Schema => ({ $ref: `#/components/parameters/${name}` });

const words = (path: string): string => path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
export const operationIdOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method.toLowerCase()}-${words(path.replace('/r4', '')) || 'root'}`;

const pathParameters = ({ path }: Route): readonly Schema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const searchParameters = ({ capability }: Route): readonly Schema[] => {
  if (!capability || !('interaction' in capability) || capability.interaction !== 'search-type') return [];
  const own = (capability.params ?? []).map((name) => {
    const { documentation } = searchParameter(name);
    return { name, in: 'query', ...(documentation ? { description: documentation } : {}), schema: { type: 'string' } };
  });
  return [...own, ...['count', 'sort', 'summary'].map(parameter)];
};

const QUERIES: Readonly<Record<string, readonly string[]>> = {
  assess: ['source'],
  answer: ['source'],
  'ask-eligibility': ['source'],
  bookable: ['source'],
  'record-decision': ['source'],
  'authorization-status': ['source'],
  'channel-map': ['date', 'payer'],
  'coverage-map': ['date', 'payer', 'group'],
  'follow-up': ['source'],
  'prepare-request': ['source'],
  'send-request': ['source'],
  'withdraw-request': ['source'],
  requests: ['source', 'exchange'],
  'request-sheet': ['source'],
  'pas-metric-data': ['period', '_count'],
  'pas-metric-report': ['period'],
  exchanges: ['_count'],
  'webhook-messages': ['state', '_count'],
  'review-queue': ['state', 'assignee', '_count'],
  'worklist-days': ['date', 'state', 'owner', 'assignee', '_count'],
};

const headerParameters = ({ method, table, handler }: Route): readonly Schema[] => [
  ...(method !== 'GET' && table === 'write' ? [parameter('idempotency-key')] : []),
  ...(ON_A_VERSION.includes(handler) ? [parameter('if-match')] : []),
];

const securityOf = ({ scope }: Route): readonly Schema[] => {
  if (scope === 'none' || scope === 'client-assertion' || scope === 'sign-in') return [];
  if (scope === 'session') return [{ session: [] }];
  if (scope === 'cds-hooks') return [{ 'cds-client': [] }];
  if (scope === 'source-secret') return [{ 'source-secret': [] }];
  return [{ smart: [scope] }];
};

const STATUS: Readonly<Record<string, string>> = {
  login: '303',
  callback: '303',
  'pack-upload': '201',
  'pack-simulate': '202',
};

const withExamples = (
  content: ReturnType<typeof responseContent>,
  examples: readonly RecordedExample[],
  of: (one: RecordedExample) => { readonly type: string; readonly value: unknown } | undefined,
) =>
  Object.fromEntries(
    Object.entries(content).map(([type, media]) => {
      const shown = examples.flatMap((one) => {
        const found = of(one);
        return found?.type === type ? [[one.name, { summary: one.says, value: found.value }]] : [];
      });
      return [type, { ...media, ...(shown.length ? { examples: Object.fromEntries(shown) } : {}) }];
    }),
  );

const operationOf = (route: Route, all: readonly RecordedExample[]) => {
  const examples = all.filter(({ operationId }) => operationId === operationIdOf(route));
  const parameters = [
    ...pathParameters(route),
    ...searchParameters(route),
    ...(QUERIES[route.handler] ?? []).map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    ...headerParameters(route),
  ];
  const body = requestContent(route);
  const status = STATUS[route.handler] ?? '200';
  return {
    operationId: operationIdOf(route),
    ...wordsOf(route),
    tags: [TAGS[route.function]],
    security: securityOf(route),
    ...(parameters.length ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: !route.emptyBody,
            content: withExamples(body, examples, ({ request }) => request),
          },
        }
      : {}),
    responses: {
      [status]: {
        description: 'Done',
        content: withExamples(responseContent(route), examples, ({ response }) => response),
      },
      ...PROBLEMS,
    },
    ...(examples.length
      ? { 'x-requests': examples.map(({ name, method, path }) => ({ name, request: `${method} ${path}` })) }
      : {}),
  };
};

const outcome = (description: string) => ({
  description,
  content: { 'application/fhir+json': { schema: { $ref: '#/components/schemas/OperationOutcome' } } },
});
const text = (name: string, place: string, description: string): Schema => ({
  name,
  in: place,
  description,
  schema: { type: 'string' },
});

const scopes = (): Readonly<Record<string, string>> => {
  const asked = new Map<string, string[]>();
  for (const route of ROUTES)
    if (securityOf(route).some((one) => 'smart' in one))
      asked.set(route.scope, [...(asked.get(route.scope) ?? []), wordsOf(route).summary]);
  return Object.fromEntries([...asked].map(([scope, does]) => [scope, [...new Set(does)].join('; ')]));
};

const RESOURCES =
  'Bundle Parameters ServiceRequest Subscription CoverageEligibilityRequest CoverageEligibilityResponse Claim ClaimResponse ' +
  'QuestionnaireResponse Task OperationOutcome';

/** `/openapi.json`: the routes with what the definitions and the structure say of their messages. */
export const makeDocument = (examples: readonly RecordedExample[]) => ({
  openapi: '3.1.0',
  info: {
    title: 'Stresspass',
    version: '0.1.0',
    summary: 'Prior authorization and eligibility for cardiac stress tests',
    description:
      'FHIR R4 operations and searches, CDS Hooks, and rule packs. Unknown is never "not required", and silence is never "go ahead".',
    license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: 'http://localhost:3000', description: 'npm start' }],
  tags: [...new Set(Object.values(TAGS))].map((name) => ({ name })),
  paths: Object.fromEntries(
    [...new Set(ROUTES.map(({ path }) => path))].map((path) => [
      path,
      Object.fromEntries(
        ROUTES.filter((route) => route.path === path).map((route) => [
          route.method.toLowerCase(),
          operationOf(route, examples),
        ]),
      ),
    ]),
  ),
  components: {
    schemas: schemasOf(RESOURCES.split(' ')),
    parameters: {
      count: { name: '_count', in: 'query', description: 'Entries a page.', schema: { type: 'integer', minimum: 0 } },
      sort: text('_sort', 'query', 'Another order; - in front for greatest first.'),
      summary: text('_summary', 'query', 'count: the number alone.'),
      'idempotency-key': text('Idempotency-Key', 'header', 'Sent again with the same key, the call is done once.'),
      'if-match': text('If-Match', 'header', 'ETag of the record: only on the version you saw.'),
    },
    responses: {
      Refused: outcome('Refused: each issue names its element in expression and says what is wrong.'),
      Failed: outcome('Failed on our side; after Retry-After seconds, sending it again does no harm.'),
    },
    securitySchemes: {
      smart: {
        type: 'oauth2',
        description: 'SMART Backend Services; calls on your own machine need none.',
        flows: { clientCredentials: { tokenUrl: '/r4/auth/token', scopes: scopes() } },
      },
      'cds-client': { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Signed by the EHR.' },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-stresspass-session',
        description: 'Of a person who signed in.',
      },
      'source-secret': { type: 'http', scheme: 'bearer', description: 'Secret of the source in the path.' },
    },
  },
});

/** One line for each path and component: short to load, and a change is seen where it is. */
export const renderDocument = (document: ReturnType<typeof makeDocument>): string => {
  const lines = (group: object, deeper = 0): string =>
    `{\n${Object.entries(group)
      .map(
        ([name, value]) => `${JSON.stringify(name)}: ${deeper > 0 ? lines(value, deeper - 1) : JSON.stringify(value)}`,
      )
      .join(',\n')}\n}`;
  const { paths, components, ...about } = document;
  const head = Object.entries(about).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${[...head, `"paths": ${lines(paths)}`, `"components": ${lines(components, 1)}`].join(',\n')}\n}\n`;
};
