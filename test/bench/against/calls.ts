import { readFileSync } from 'node:fs';
import { inDays } from '../../support/days.ts';
import { claimMessage, decisionMessage, orderMessage } from '../../support/endpoint-messages.ts';

/** One call as API Gateway hands it to a function. */
export interface Call {
  readonly function: 'fhir-api' | 'cds-hooks';
  readonly event: object;
}

interface Asked {
  readonly method?: 'GET' | 'POST';
  /** As in the API: `{id}` stands for the order. */
  readonly resource: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let requests = 0;
const valuesOf = (single: Readonly<Record<string, string>> | undefined) =>
  single ? Object.fromEntries(Object.entries(single).map(([name, value]) => [name, [value]])) : null;

const callOf = ({ method = 'POST', resource, params, query, body }: Asked): Call => {
  const headers = {
    host: 'localhost:3000',
    'content-type': resource.startsWith('/r4') ? 'application/fhir+json' : 'application/json',
    'user-agent': 'bench',
  };
  const path = Object.entries(params ?? {}).reduce((now, [name, value]) => now.replace(`{${name}}`, value), resource);
  return {
    function: resource.startsWith('/cds-services') ? 'cds-hooks' : 'fhir-api',
    event: {
      resource,
      path,
      httpMethod: method,
      headers,
      multiValueHeaders: valuesOf(headers),
      queryStringParameters: query ?? null,
      multiValueQueryStringParameters: valuesOf(query),
      pathParameters: params ?? null,
      stageVariables: null,
      body: body ?? null,
      isBase64Encoded: false,
      requestContext: { requestId: `bench-${++requests}`, identity: { sourceIp: '127.0.0.1' }, stage: 'bench' },
    },
  };
};

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const HOOK = read('docs/samples/cds-hooks/order-sign-questions-open.json');
const REQUEST = read('infra/local/demo/eligibility-request.json');
const DAY = inDays(14);
/** The messages of the tests are about days of their own; a service goes by the clock. */
const upcoming = (message: object): string =>
  JSON.stringify(message)
    .replaceAll('2026-06-15', DAY)
    .replaceAll('2026-01-01', inDays(-90))
    .replaceAll('2026-12-31', inDays(200));

const SLOT = JSON.stringify({
  resourceType: 'Parameters',
  parameter: [{ name: 'start', valueDateTime: `${DAY}T09:00:00-05:00` }],
});

/** Orders under authorization that the reading calls are about; each second one is approved. */
export const ORDERS = 100;
const orderId = (count: number): string => `kept-${count % ORDERS}`;
const assess = (id: string): Call =>
  callOf({ resource: '/r4/ServiceRequest/$assess', body: upcoming(orderMessage(id)) });
const approve = (id: string): Call =>
  callOf({
    resource: '/r4/ServiceRequest/{id}/$record-decision',
    params: { id },
    body: JSON.stringify(
      decisionMessage('approved', {
        number: ['String', `N-${id}`],
        period: ['Period', { start: inDays(0), end: inDays(60) }],
      }),
    ),
  });
export const prepared = (): readonly Call[] =>
  Array.from({ length: ORDERS }, (_, count) => orderId(count)).flatMap((id, count) =>
    count % 2 ? [assess(id)] : [assess(id), approve(id)],
  );

/** What is measured: each gives its next call; no two calls ask about the same new order. */
export const CALLS: Readonly<Record<string, (count: number) => Call>> = {
  $assess: (count) => assess(`new-${count}`),
  $submit: (count) =>
    callOf({
      resource: '/r4/CoverageEligibilityRequest/$submit',
      body: REQUEST.replaceAll('demo-order-1', `submitted-${count}`),
    }),
  'order-sign': (count) =>
    callOf({
      resource: '/cds-services/{id}',
      params: { id: 'order-sign-crd' },
      body: HOOK.replaceAll('"questions"', `"signed-${count}"`).replaceAll('/questions"', `/signed-${count}"`),
    }),
  $bookable: (count) =>
    callOf({ resource: '/r4/ServiceRequest/{id}/$bookable', params: { id: orderId(count) }, body: SLOT }),
  'Claim/$check': () => callOf({ resource: '/r4/Claim/$check', body: upcoming(claimMessage()) }),
  status: (count) =>
    callOf({
      method: 'GET',
      resource: '/r4/ServiceRequest/{id}/$authorization-status',
      params: { id: orderId(count) },
    }),
  'Task search': () => callOf({ method: 'GET', resource: '/r4/Task', query: { _count: '20' } }),
};
