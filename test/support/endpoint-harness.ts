import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect } from 'vitest';
import { handlers as auditDoors } from '../../functions/audit/index.ts';
import { handlers as authDoors } from '../../functions/auth/index.ts';
import { handlers } from '../../functions/fhir-api/index.ts';
import { handlers as pasDoors } from '../../functions/pas/index.ts';
import { handlers as packDoors } from '../../functions/rule-packs/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { matchRoute } from '../../infra/local/http/match-route.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { openTokens } from '../../shared/lambda/auth/open-tokens.ts';
import { readConfig } from '../../shared/lambda/config.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { openContainer } from '../../shared/lambda/open-container.ts';
import { openTestStores } from './embedded-store.ts';
import { guardPartitions, runAsRoute } from './own-partitions.ts';
import { readOnce } from './read-once.ts';
import { validateR4 } from './validators.ts';

export const PUBLIC_URL = 'https://stresspass.clinic.example';
export const NOW = '2026-06-01T15:00:00.000Z';
export const TENANT: Tenant = {
  id: tenantId('clinic'),
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [
    { id: 'north', name: 'EHR of the hospital' },
    { id: 'south', name: 'EHR of the office' },
  ],
};

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PATCH';
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when text, else as FHIR JSON. */
  readonly body?: unknown;
}
// biome-ignore lint/suspicious/noExplicitAny: what comes back is judged by the assertions
type Json = any;
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}
type Way = (ask: Ask) => Promise<Answered>;

const textOf = ({ body }: Ask) => (body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
const headersOf = ({ headers, body }: Ask) => ({
  ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
  ...headers,
});
const parsed = (text: string): Json => (text === '' ? undefined : JSON.parse(text));

/** An event as a REST API builds it; `{}` maps are null there. */
export const eventOf = (ask: Ask): APIGatewayProxyEvent => {
  const [path = '', query = ''] = ask.path.split('?');
  const match = matchRoute(ROUTES, ask.method, path);
  const resource = match.is === 'route' ? match.route.path : path;
  const names = [...new Set([...new URLSearchParams(query).keys()])];
  const all = names.map((name) => [name, new URLSearchParams(query).getAll(name)] as const);
  return {
    resource,
    path,
    httpMethod: ask.method,
    headers: headersOf(ask),
    multiValueHeaders: Object.fromEntries(Object.entries(headersOf(ask)).map(([name, value]) => [name, [value]])),
    queryStringParameters: names.length ? Object.fromEntries(all.map(([name, values]) => [name, values.at(-1)])) : null,
    multiValueQueryStringParameters: names.length ? Object.fromEntries(all) : null,
    pathParameters: match.is === 'route' && Object.keys(match.params).length ? match.params : null,
    stageVariables: null,
    body: textOf(ask) ?? null,
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1' },
  } as APIGatewayProxyEvent;
};

const openRealHarness = () =>
  openContainer({
    ...readConfig({
      TABLE_NAME: 'unused',
      QUEUE_URL: 'unused',
      HASH_SECRET: 'unused',
      TOKEN_SECRET: 'unused',
      PUBLIC_URL,
      DEFAULT_TENANT: TENANT.id,
      LOG_LEVEL: 'silent',
    }),
    AUTH: 'open',
  });

/** What keeps the audit trail; counted and looked at apart from what a door does. */
const isExchange = (input: object): boolean => /"pk":"T#[^"]*#UMEXCHANGE#/.test(JSON.stringify(input));
const isAudit = (input: object): boolean => /"pk":"(?:T#[^"]*#AUDIT|SEALED)#/.test(JSON.stringify(input));

/** May change what is neither the audit trail nor an exchange. */
const changesRecords = (name: unknown, input: object): boolean =>
  !/^(?:Batch)?Get|^Query|^Scan/.test(String(name)) &&
  [...JSON.stringify(input).matchAll(/"pk":"[^"]*"/g)].some(
    ([pk]) => !isAudit({ pk: pk.slice(6, -1) }) && !isExchange({ pk: pk.slice(6, -1) }),
  );

const countOf = (calls: readonly string[]): Readonly<Record<string, number>> => {
  const count: Record<string, number> = {};
  for (const name of calls) count[name] = (count[name] ?? 0) + 1;
  return count;
};

/**
 * The doors over real stores in memory, with a clock that stands still and a log that is kept. What they answer is
 * checked by two R4 validators, whatever the test is about.
 */
export const openEndpointHarness = async (
  change: (harness: OpenedContainer) => OpenedContainer = (harness) => harness,
  prepare: (client: DynamoDBDocumentClient) => void = () => undefined,
) => {
  const calls: string[] = [];
  const auditCalls: string[] = [];
  let changes = 0;
  const table = await openTestStores({
    prepare: (client) => {
      prepare(client);
      guardPartitions(client);
      client.middlewareStack.add(
        (next, context) => async (args) => {
          (isAudit(args.input) ? auditCalls : calls).push(String(context.commandName).replace(/(Item)?Command$/, ''));
          if (!changesRecords(context.commandName, args.input)) return next(args);
          changes += 1;
          return next(args).finally(() => {
            changes += 1;
          });
        },
        { step: 'initialize', name: 'countCalls' },
      );
    },
  });
  const real = openRealHarness();
  const time = { now: NOW };
  let ids = 0;
  const logged: string[] = [];
  const write = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const clock = { ...real.ports.clock, now: () => time.now };
  const harness = change({
    ...real,
    ports: {
      ...real.ports,
      ...readOnce(real),
      ...table.stores,
      tokens: openTokens(real.config, { ...table.stores, clock }),
      digest: table.digest,
      documents: makeMemoryDocuments(),
      clock,
      ids: { next: () => `id-${++ids}` },
      log: { info: write, warn: write, error: write },
    },
  });
  await table.stores.settings.put(TENANT);
  await table.stores.settings.tenant(TENANT.id);
  const handler = httpEntry({ ...handlers, ...authDoors, ...auditDoors, ...packDoors, ...pasDoors }, () => harness);
  const invoke = (event: APIGatewayProxyEvent) =>
    runAsRoute(event.httpMethod, event.resource, () => handler(event, lambdaContext('fhir-api')));
  const server = await startServer(0, {
    invoke: (_route, event) => invoke(event),
    aws: () => Promise.reject(new Error('no AWS here')),
  });

  const itemsWhere = async (isMeant: (item: object) => boolean): Promise<readonly Json[]> => {
    const items: Json[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await table.client.send(
        new ScanCommand({ TableName: table.table.tableName, ConsistentRead: true, ExclusiveStartKey: start }),
      );
      items.push(...(page.Items ?? []).filter(isMeant));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  };

  /** What the last scan found, while nothing has changed since. */
  let scanned: { readonly at: number; readonly items: readonly string[] } | undefined;

  const checked = (way: Way): Way => {
    return async (ask) => {
      const answered = await way(ask);
      if (/fhir\+json/.test(answered.headers['content-type'] ?? '')) expect(validateR4(answered.body)).toEqual([]);
      return answered;
    };
  };
  const direct: Way = async (ask) => {
    const { statusCode, headers, body } = await invoke(eventOf(ask));
    const texts = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
    return { status: statusCode, headers: Object.fromEntries(texts), body: parsed(body) };
  };
  const http: Way = async (ask) => {
    const body = textOf(ask);
    const response = await fetch(`http://127.0.0.1:${server.port}${ask.path}`, {
      method: ask.method,
      headers: headersOf(ask),
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parsed(await response.text()),
    };
  };

  return {
    harness,
    ports: harness.ports,
    handler,
    time,
    tableName: table.table.tableName,
    logged,
    url: `http://127.0.0.1:${server.port}`,
    ways: { direct: checked(direct), http: checked(http) },
    /** DynamoDB calls the work made, by name. */
    callsOf: async (work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> => {
      calls.length = 0;
      await work();
      return countOf(calls);
    },
    /** Those made for the audit trail. */
    auditCallsOf: async (work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> => {
      auditCalls.length = 0;
      await work();
      return countOf(auditCalls);
    },
    /** Everything in the table but the audit trail and what was exchanged, as text that changes when anything does. */
    scan: async (): Promise<readonly string[]> => {
      if (scanned?.at === changes) return scanned.items;
      const at = changes;
      const found = await itemsWhere((item) => !isAudit(item) && !isExchange(item));
      scanned = { at, items: found.map((item) => JSON.stringify(item)).sort() };
      return scanned.items;
    },
    auditItems: () => itemsWhere(isAudit),
    /** What every call to a payer leaves, also one that stores nothing else. */
    exchangeItems: () => itemsWhere(isExchange),
    close: async () => {
      await server.close();
      await table.close();
    },
  };
};
export type EndpointHarness = Awaited<ReturnType<typeof openEndpointHarness>>;

/** Every door test runs both ways: a plain call of the handler, and over HTTP through the local server. */
export const WAYS = ['direct', 'http'] as const;
